// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/client/actor.h"

#include "client/store/conversationlistmodel.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

namespace {

constexpr int mostUntilRecovery = 40;
constexpr int newest = 30; // of how many messages one is chosen

} // namespace

Actor::Actor(QString username, const QString &directory, quint16 port, QStringList others,
             QRandomGenerator &random)
    : m_username(std::move(username))
    , m_directory(directory)
    , m_others(std::move(others))
    , m_random(random)
    , m_network(port)
    , m_device(directory)
{ }

bool Actor::signIn()
{
    const bool signedIn = m_device.signIn(Door{m_network.port()}, [this](SignIn &signIn) {
        QObject::connect(&signIn, &SignIn::failed, &signIn, [this, &signIn] {
            signIn.logIn(m_username, Person::password); // the name is taken: by its other device
        });
        signIn.createAccount({.username = m_username, .password = Person::password});
    });
    if (signedIn)
        m_device.open();
    return signedIn;
}

void Actor::act()
{
    if (m_untilRecovery > 0 && --m_untilRecovery == 0)
        recover();
    if (!m_device.account)
        return;
    struct Habit {
        int weight;
        void (Actor::*act)();
    };
    static constexpr std::array<Habit, 9> habits{{{40, &Actor::write},
                                                  {2, &Actor::writeFile},
                                                  {12, &Actor::amend},
                                                  {12, &Actor::react},
                                                  {14, &Actor::read},
                                                  {10, &Actor::arrange},
                                                  {3, &Actor::relate},
                                                  {2, &Actor::giveUp},
                                                  {5, &Actor::disturb}}};
    int ticket = m_random.bounded(100);
    for (const Habit &habit : habits) {
        ticket -= habit.weight;
        if (ticket < 0)
            return (this->*habit.act)();
    }
}

void Actor::write()
{
    const QString text = u"%1 %2"_s.arg(m_username).arg(++m_count);
    const auto place = chance(20) ? anyPlace() : std::nullopt;
    const ChatId chat = place ? place->chat : anyChat();
    const auto sent = account().send(chat, text, place ? std::optional(place->seq) : std::nullopt);
    if (sent)
        m_written.insert(*sent, {chat, text});
}

void Actor::writeFile()
{
    const QString path = u"%1/%2.txt"_s.arg(m_directory).arg(++m_count);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(QByteArray(m_random.bounded(1, 100'000), 'x'));
    file.close();
    const OutgoingFile outgoing{
        .path = path,
        .shown
        = {.name = u"%1.txt"_s.arg(m_count), .size = QFileInfo(path).size(), .mediaType = u"text/plain"_s}};
    const ChatId chat = anyChat();
    const QString text = u"%1 %2 with a file"_s.arg(m_username).arg(m_count);
    const auto sent = account().send(chat, text, {}, {outgoing});
    if (sent)
        m_written.insert(*sent, {chat, text});
}

void Actor::amend()
{
    const auto place = anyPlace();
    if (!place || !place->isMessage || (!place->isOwn && !chance(10)))
        return; // now and then somebody else's: a client with a fault
    const auto done = chance(30)
        ? account().erase(place->chat, place->seq)
        : account().edit(place->chat, place->seq, u"%1 %2, again"_s.arg(m_username).arg(++m_count));
    Q_UNUSED(done) // one that is deleted cannot be edited
}

void Actor::react()
{
    static const QStringList emojis{u"👍"_s, u"❤️"_s, u"🎉"_s, u"👩‍🚀"_s};
    const auto place = anyPlace();
    if (!place || !place->isMessage)
        return;
    const auto done = account().react(place->chat, place->seq, emojis.at(m_random.bounded(emojis.size())),
                                      chance(70) ? Account::Reacting::On : Account::Reacting::Off);
    Q_UNUSED(done)
}

void Actor::read()
{
    if (const auto place = anyPlace())
        account().markRead(place->chat, place->seq);
}

void Actor::arrange()
{
    UpdateConversationRequest request;
    switch (m_random.bounded(4)) {
    case 0:
        request.mutedUntil = chance(50) ? std::optional(OwnState::mutedForever) : std::nullopt;
        break;
    case 1:
        request.pinned = chance(50);
        break;
    case 2:
        request.archived = chance(30);
        break;
    default:
        request.markedUnread = chance(50);
    }
    const auto done = account().updateChat(anyChat(), request);
    Q_UNUSED(done)
}

void Actor::relate()
{
    const QString &other = m_others.at(m_random.bounded(m_others.size()));
    const auto relation = chance(50) ? Relation::Contact : Relation::Block;
    // Blocks are short, so that most of what is written gets through.
    const auto ignored = [](const Result<void> &) {};
    if (chance(relation == Relation::Block ? 10 : 60))
        account().add(relation, other, &account(), ignored);
    else
        account().remove(relation, other, &account(), ignored);
}

void Actor::giveUp()
{
    if (m_written.isEmpty())
        return;
    auto one = std::next(m_written.begin(), m_random.bounded(m_written.size()));
    if (account().chat(one->chat).id == one->chat && account().discard(one.key()))
        one->givenUp = true;
}

void Actor::disturb()
{
    if (m_untilRecovery > 0)
        return;
    m_untilRecovery = m_random.bounded(1, mostUntilRecovery);
    switch (m_random.bounded(3)) {
    case 0:
        m_network.cut();
        break;
    case 1:
        m_network.freeze();
        break;
    default:
        m_device.close();
    }
}

void Actor::recover()
{
    m_untilRecovery = 0;
    m_network.heal();
    if (!m_device.account)
        m_device.open();
    m_device.account->retryNow();
}

ChatId Actor::anyChat()
{
    const int rows = account().conversations()->rowCount();
    if (rows == 0 || chance(15))
        return account().chatWith(m_others.at(m_random.bounded(m_others.size())));
    return account()
        .conversations()
        ->index(m_random.bounded(rows), 0)
        .data(ConversationListModel::ChatIdRole)
        .value<ChatId>();
}

std::optional<Actor::Place> Actor::anyPlace()
{
    const ChatId chat = anyChat();
    const auto model = account().openMessages(chat);
    const int rows = model->rowCount();
    if (rows == 0)
        return {};
    const QModelIndex row = model->index(m_random.bounded(std::max(0, rows - newest), rows), 0);
    const auto kind = row.data(MessageListModel::KindRole).value<MessageListModel::Kind>();
    const Seq seq(row.data(MessageListModel::SeqRole).toLongLong());
    if (seq == Seq() || kind == MessageListModel::Kind::Gap)
        return {};
    return Place{chat, seq, row.data(MessageListModel::IsOwnRole).toBool(),
                 kind == MessageListModel::Kind::Message};
}

bool Actor::isSettled() const
{
    return m_device.account && m_device.isOnline() && m_device.account->status().queued == 0;
}

Actor::Fate Actor::fateOf(const QUuid &clientId) const
{
    const Written written = m_written.value(clientId);
    if (written.givenUp)
        return Fate::GivenUp;
    const auto model = m_device.account->openMessages(written.chat);
    const int row = model->rowOf(clientId);
    if (row < 0)
        return Fate::Gone;
    const auto delivery = model->index(row, 0).data(MessageListModel::DeliveryRole).value<Delivery>();
    return delivery == Delivery::Refused ? Fate::Refused : Fate::Waiting;
}

} // namespace confab::tests
