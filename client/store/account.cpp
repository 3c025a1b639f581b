// SPDX-License-Identifier: Apache-2.0
#include "client/store/account.h"

#include "client/connection/networkerror.h"
#include "client/store/accountparts.h"
#include "client/store/filelistmodel.h"
#include "client/store/guarded.h"
#include "client/store/removal.h"
#include "client/store/secretstore.h"
#include "client/store/storedmessagelistmodel.h"
#include "shared/core/logging.h"
#include "shared/core/text.h"

#include <QPointer>
#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;
using Durability = LocalStore::Durability;

namespace {

/// Of more, a search on the server finds the rest.
constexpr int mostKnownPeople = 5000;

} // namespace

Account::Account(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
    m_parts->connectTo(*this);
}

Account::~Account()
{
    // What is told while the parts go is for nobody.
    m_parts->store->disconnect(this);
    m_parts->engine.disconnect(this);
    m_parts->presence.disconnect(this);
    m_parts->typing.disconnect(this);
    const QStringList paths = m_parts->pathsToRemove;
    m_parts.reset();
    removePaths(paths);
}

Result<std::unique_ptr<Account>> Account::open(const Profile &profile, SecretStore &secrets)
{
    Q_ASSERT(profile.hasAccount());
    auto store = LocalStore::open(profile.databasePath(), profile.username());
    if (!store)
        return store.error();
    auto parts = std::make_unique<Parts>(profile, secrets, std::move(store).value());
    return std::unique_ptr<Account>(new Account(std::move(parts)));
}

void Account::start()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_parts->readSession([guard = QPointer(this)](Result<Session> session) {
        if (!guard)
            return;
        if (!session) {
            qCWarning(lcApp) << "There is no session:" << session.error().detail;
            const Error error{ErrorCode::NotAuthenticated, {}, session.error().detail};
            guard->m_parts->link.setNoSession(error);
            Q_EMIT guard->loggedOut(error);
            return;
        }
        guard->m_parts->link.setSession(*session);
        guard->m_parts->engine.start();
    });
}

const Profile &Account::profile() const
{
    return m_parts->profile;
}

Me Account::me() const
{
    if (const auto me = m_parts->store->state().me())
        return *me;
    return {.user = {.id = {}, .username = profile().username(), .displayName = profile().displayName()}};
}

ConnectionStatus Account::status() const
{
    return m_parts->engine.status();
}

ConversationListModel *Account::conversations()
{
    return &m_parts->conversations;
}

ConversationListModel *Account::archived()
{
    return &m_parts->archived;
}

PeopleListModel *Account::people()
{
    return &m_parts->people;
}

std::unique_ptr<PeopleListModel> Account::openPeople()
{
    const auto find
        = [parts = m_parts.get()](const QString &query, const QString &after, Answer<Page<User>> done) {
              parts->findPeople(query, after, std::move(done));
          };
    return std::make_unique<FoundPeopleListModel>(find, *m_parts->store, m_parts->presence,
                                                  m_parts->scheduler);
}

QList<User> Account::knownPeople() const
{
    QList<User> people = m_parts->store->people().search({}, mostKnownPeople);
    people.removeIf(
        [this](const User &user) { return usernameKey(user.username) == usernameKey(profile().username()); });
    return people;
}

ActiveChat &Account::active()
{
    return m_parts->active;
}

HitListModel *Account::foundMessages()
{
    return &m_parts->foundMessages;
}

Groups &Account::groups()
{
    return m_parts->groups;
}

FileShelf *Account::files()
{
    return &m_parts->files;
}

std::optional<qint64> Account::largestFile() const
{
    return m_parts->store->state().largestFile();
}

std::unique_ptr<MessageListModel> Account::openMessages(ChatId chat)
{
    auto model = std::make_unique<StoredMessageListModel>(*m_parts->store, chat, m_parts->loader(chat),
                                                          m_parts->namer());
    connect(this, &Account::meChanged, model.get(), &StoredMessageListModel::namesChanged);
    connect(this, &Account::relationsChanged, model.get(), &StoredMessageListModel::namesChanged);
    return model;
}

std::unique_ptr<FileListModel> Account::openFiles(ChatId chat)
{
    auto model
        = std::make_unique<FileListModel>(*m_parts->store, chat, m_parts->loader(chat), m_parts->namer());
    connect(&m_parts->engine, &SyncEngine::connected, model.get(), &FileListModel::retry);
    return model;
}

ChatId Account::chatWith(const QString &username)
{
    return m_parts->chatWith(username);
}

void Account::follow(const ConfabLink::Target &target, QObject *context, Answer<LinkedPlace> done)
{
    m_parts->links.resolve(target, guarded(context, std::move(done)));
}

Chat Account::chat(ChatId id) const
{
    const auto row = m_parts->store->conversations().find(id);
    return row ? row->chat : Chat();
}

std::optional<User> Account::person(const QString &username)
{
    const auto user = m_parts->store->people().find(username);
    auto present = user ? std::optional(m_parts->presence.present(*user)) : std::nullopt;
    if (!present || !present->presence)
        m_parts->fetcher.ask(username);
    return present;
}

bool Account::isTyping(ChatId chat) const
{
    return m_parts->typing.isTyping(chat);
}

bool Account::has(Relation relation, const QString &username) const
{
    return m_parts->store->relations().holds(relation, username);
}

QString Account::avatarOf(const QString &username) const
{
    if (usernameKey(username) == usernameKey(profile().username()))
        return me().user.avatar.value_or(QString());
    if (!isUsername(username)) {
        const auto group = m_parts->store->conversations().findPeer(username);
        return group ? group->chat.avatar.value_or(QString()) : QString();
    }
    const auto user = m_parts->store->people().find(username);
    return user ? user->avatar.value_or(QString()) : QString();
}

std::optional<QByteArray> Account::avatar(const QString &name)
{
    return m_parts->avatars.find(name);
}

QList<User> Account::related(Relation relation) const
{
    return m_parts->store->people().related(relation, {});
}

void Account::add(Relation relation, const QString &username, QObject *context, Answer<void> done)
{
    m_parts->link.people().add(relation, username, guarded(context, std::move(done)));
}

void Account::remove(Relation relation, const QString &username, QObject *context, Answer<void> done)
{
    m_parts->link.people().remove(relation, username, guarded(context, std::move(done)));
}

Result<QUuid> Account::send(ChatId chat, const QString &body, std::optional<Seq> replyTo,
                            const QList<OutgoingFile> &files)
{
    auto sent = m_parts->engine.outbox().send(chat, body, replyTo, files);
    if (sent && this->chat(chat).archived) // Who writes there has taken it up again.
        (void)updateChat(chat, {.archived = false});
    return sent;
}

Result<bool> Account::rewrite(const QUuid &clientId, const QString &body)
{
    return m_parts->engine.outbox().rewrite(clientId, body);
}

Result<void> Account::edit(ChatId chat, Seq seq, const QString &body)
{
    return m_parts->engine.outbox().amend(chat, seq, OutboxEntry::Kind::Edit, body);
}

Result<void> Account::erase(ChatId chat, Seq seq)
{
    return m_parts->engine.outbox().amend(chat, seq, OutboxEntry::Kind::Delete);
}

Result<void> Account::react(ChatId chat, Seq seq, const QString &emoji, Reacting reacting)
{
    return m_parts->engine.outbox().amend(
        chat, seq, reacting == Reacting::On ? OutboxEntry::Kind::React : OutboxEntry::Kind::TakeBack, emoji);
}

void Account::retry(const QUuid &clientId)
{
    m_parts->engine.outbox().retry(clientId);
}

bool Account::discard(const QUuid &clientId)
{
    return m_parts->engine.outbox().discard(clientId);
}

QString Account::draft(ChatId chat) const
{
    return m_parts->store->drafts().of(chat);
}

void Account::setDraft(ChatId chat, const QString &text)
{
    if (draft(chat) == text)
        return;
    const auto done = m_parts->store->write(Durability::Normal, [&](StoreChange &change) {
        change.chats.insert(chat);
        return m_parts->store->drafts().set(chat, text);
    });
    if (done)
        Q_EMIT draftChanged(chat);
}

void Account::markRead(ChatId chat, Seq seq)
{
    m_parts->engine.markRead(chat, seq);
}

void Account::notifyTyping(ChatId chat)
{
    const auto row = m_parts->store->conversations().find(chat);
    if (row && row->chat.conversation)
        m_parts->engine.reporter().notifyTyping(*row->chat.conversation);
}

void Account::setActive(bool active)
{
    m_parts->engine.reporter().setActive(active);
}

void Account::setWatched(const QStringList &usernames)
{
    m_parts->engine.reporter().setWatched(usernames);
}

Result<void> Account::updateChat(ChatId chat, const UpdateConversationRequest &request)
{
    return m_parts->engine.ownUpdates().update(chat, request);
}

bool Account::tellsMentions() const
{
    return m_parts->store->state().tellsMentions();
}

void Account::setTellsMentions(bool tells)
{
    (void)m_parts->store->write(
        Durability::Normal, [&](StoreChange &) { return m_parts->store->state().setTellsMentions(tells); });
}

void Account::retryNow()
{
    m_parts->engine.retryNow();
}

void Account::setAvatar(const QByteArray &picture, const QByteArray &mediaType, QObject *context,
                        Answer<Me> done)
{
    m_parts->link.account().setAvatar(picture, mediaType, meAnswered(context, std::move(done)));
}

void Account::removeAvatar(QObject *context, Answer<Me> done)
{
    m_parts->link.account().removeAvatar(meAnswered(context, std::move(done)));
}

Answer<Me> Account::meAnswered(QObject *context, Answer<Me> done)
{
    return [this, done = guarded(context, std::move(done))](const Result<Me> &me) {
        if (me)
            m_parts->putMe(*this, *me);
        done(me);
    };
}

void Account::updateMe(const UpdateMeRequest &request, QObject *context, Answer<Me> done)
{
    m_parts->link.account().updateMe(request, meAnswered(context, std::move(done)));
}

void Account::changePassword(const ChangePasswordRequest &request, QObject *context, Answer<void> done)
{
    m_parts->link.account().changePassword(request, guarded(context, std::move(done)));
}

void Account::renewRecoveryCodes(const QString &password, QObject *context, Answer<QStringList> done)
{
    m_parts->link.account().renewRecoveryCodes({.password = password}, guarded(context, std::move(done)));
}

void Account::listSessions(QObject *context, Answer<QList<SessionSummary>> done)
{
    m_parts->link.account().sessions(guarded(context, std::move(done)));
}

void Account::revokeSession(SessionId session, QObject *context, Answer<void> done)
{
    m_parts->link.account().revokeSession(session, guarded(context, std::move(done)));
}

Invitations &Account::invitations()
{
    return m_parts->invitations;
}

Takeout &Account::takeout()
{
    return m_parts->takeout;
}

void Account::remove(const DeleteAccountRequest &request, QObject *context, Answer<void> done)
{
    m_parts->remove(*this, request, guarded(context, std::move(done)));
}

void Account::logOut(LocalData localData)
{
    m_parts->logOut(*this, localData);
}

} // namespace confab
