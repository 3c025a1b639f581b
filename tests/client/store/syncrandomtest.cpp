// SPDX-License-Identifier: Apache-2.0
#include "client/store/presencebook.h"
#include "client/store/storedconversationlistmodel.h"
#include "client/store/storedmessagelistmodel.h"
#include "client/store/typingbook.h"
#include "tests/client/store/device.h"

#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What looks at a device, as the windows would; every change goes through Qt's model tester.
struct Views {
    Views(Device &device, FakeTime &time, const QStringList &peers)
        : typing(time)
        , list(*device.store, presence, typing, time, time)
        , listTester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        for (const QString &peer : peers) {
            const ChatId chat = device.chatWith(peer);
            const auto load = [&device, chat](const MessageRange &range, Answer<Seq> done) {
                device.engine->load(chat, range, std::move(done));
            };
            messages.push_back(std::make_unique<StoredMessageListModel>(
                *device.store, chat, load, [](const QString &name) { return name; }));
            testers.push_back(std::make_unique<QAbstractItemModelTester>(
                messages.back().get(), QAbstractItemModelTester::FailureReportingMode::QtTest));
        }
    }

    PresenceBook presence;
    TypingBook typing;
    StoredConversationListModel list;
    QAbstractItemModelTester listTester;
    std::vector<std::unique_ptr<StoredMessageListModel>> messages;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
};

/// One random history of a device, from a seed.
struct Story {
    explicit Story(quint32 seed)
        : random(seed)
        , server(time)
        , device(server, time)
    {
        prepare();
        device.engine->start();
    }

    int below(int limit) { return random.bounded(limit); }

    void prepare()
    {
        device.link->latency = [this] { return 1 + below(80); };
        device.link->arrivesLate = [this] { return below(2) == 0; };
        device.link->dropsPush = [this](const ServerFrame &) { return below(12) == 0; };
        views = std::make_unique<Views>(device, time, peers);
    }

    void restart()
    {
        views.reset();
        device.restart();
        prepare();
        device.engine->start();
    }

    void step()
    {
        const QString peer = peers.at(below(int(peers.size())));
        const ChatId chat = device.chatWith(peer);
        switch (below(18)) {
        case 0:
        case 1:
        case 2:
            server.post(peer, server.between(u"ada"_s, peer), u"theirs %1"_s.arg(++count));
            break;
        case 3:
        case 4:
        case 5:
            sent.append(*device.engine->outbox().send(chat, u"mine %1"_s.arg(++count)));
            break;
        case 6:
            modify(server.between(u"ada"_s, peer));
            break;
        case 7:
            markByPeer(peer);
            break;
        case 8:
            device.engine->markRead(chat, Seq(below(40)));
            break;
        case 9:
            device.link->cut();
            break;
        case 10:
            if (below(4) == 0)
                restart();
            break;
        case 11:
            device.link->refusals.push_back(
                {ErrorCode::TooManyRequests, {}, {}, std::chrono::seconds(below(3))});
            break;
        case 12:
        case 13:
            amend(chat, peer);
            break;
        case 14:
            (void)device.engine->ownUpdates().update(chat, ownUpdate());
            break;
        case 15: // by the other device
            server.update(server.between(u"ada"_s, peer), u"ada"_s, ownUpdate());
            break;
        default:
            time.advance(std::chrono::milliseconds(below(below(3) == 0 ? 4000 : 100)));
        }
    }

    void modify(ConversationId conversation)
    {
        const auto size = int(server.at(conversation).messages.size());
        if (size == 0)
            return;
        const Seq seq(1 + below(size));
        if (below(2) == 0)
            server.react(conversation, seq, u"grace"_s, emoji(), below(3) != 0);
        else if (below(2) == 0)
            server.edit(conversation, seq, u"edited %1"_s.arg(++count));
        else
            server.erase(conversation, seq);
    }

    [[nodiscard]] QString emoji() { return QStringList{u"👍"_s, u"🎉"_s, u"😀"_s}.at(below(3)); }

    [[nodiscard]] UpdateConversationRequest ownUpdate()
    {
        const bool on = below(2) == 0;
        switch (below(4)) {
        case 0:
            return {.mutedUntil = on ? std::optional(OwnState::mutedForever) : std::nullopt};
        case 1:
            return {.pinned = on};
        case 2:
            return {.archived = on};
        default:
            return {.markedUnread = on};
        }
    }

    /// Ada does something to a message that her device has.
    void amend(ChatId chat, const QString &peer)
    {
        const Seq last = device.store->messages().last(chat);
        if (last == Seq())
            return;
        const Seq seq(1 + below(int(last.value())));
        const auto message = device.store->messages().at(chat, seq);
        if (!message)
            return;
        const bool isOwn = message->sender != peer && !message->deleted;
        using Kind = OutboxEntry::Kind;
        if (isOwn && below(3) == 0)
            (void)device.engine->outbox().amend(chat, seq, Kind::Edit, u"mine, edited %1"_s.arg(++count));
        else if (isOwn && below(4) == 0)
            (void)device.engine->outbox().amend(chat, seq, Kind::Delete);
        else
            (void)device.engine->outbox().amend(chat, seq, below(3) == 0 ? Kind::TakeBack : Kind::React,
                                                emoji());
    }

    void markByPeer(const QString &peer)
    {
        const auto conversation = server.between(u"ada"_s, peer);
        const auto size = int(server.at(conversation).messages.size());
        (void)server.mark(peer, conversation, Seq(below(size + 1)), Seq(below(size + 1)));
    }

    /// Lets everything come to rest: the wire is good again, and the marks of the server come by.
    void settle()
    {
        device.link->refusals.clear();
        device.link->dropsPush = [](const ServerFrame &) { return false; };
        time.advance(3min);
        device.link->push(server.marks(u"ada"_s));
        time.advance(1min);
    }

    const QStringList peers{u"grace"_s, u"linus"_s, u"ken"_s, u"barbara"_s};
    QRandomGenerator random;
    FakeTime time;
    MemoryServer server;
    Device device;
    std::unique_ptr<Views> views;
    QList<QUuid> sent;
    int count = 0;
};

} // namespace

class SyncRandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsEqualToTheServer_data();
    void endsEqualToTheServer();

private:
    void compareChat(Story &story, ConversationId conversation);
    void compareModel(Story &story, ConversationId conversation);
    void compareList(Story &story);
};

void SyncRandomTest::endsEqualToTheServer_data()
{
    QTest::addColumn<quint32>("seed");

    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("story %u", seed) << seed;
}

void SyncRandomTest::endsEqualToTheServer()
{
    QFETCH(quint32, seed);
    Story story(seed);
    for (int i = 0; i < 250; ++i)
        story.step();
    story.settle();

    QCOMPARE(story.device.engine->status().state, ConnectionStatus::State::Online);
    QCOMPARE(story.device.engine->status().queued, 0);
    QHash<QUuid, int> times;
    for (const ConversationId conversation : story.server.of(u"ada"_s)) {
        for (const Message &message : story.server.at(conversation).messages)
            ++times[message.clientId];
        compareChat(story, conversation);
        compareModel(story, conversation);
    }
    for (const QUuid &clientId : story.sent)
        QCOMPARE(times.value(clientId), 1);
    compareList(story);
}

void SyncRandomTest::compareChat(Story &story, ConversationId conversation)
{
    const auto &truth = story.server.at(conversation);
    const auto row = story.device.store->conversations().find(conversation);
    QVERIFY(row);
    QCOMPARE(row->rowsChange, truth.change);
    QCOMPARE(row->summaryChange, truth.change);
    QCOMPARE(row->chat.lastSeq, Seq(truth.messages.size()));
    const auto rows = story.device.store->messages().before(row->chat.id, Seq(), 100000);
    QCOMPARE(rows.size(), truth.messages.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Message expected = truth.messages.at(truth.messages.size() - 1 - i);
        expected.conversation = {};
        QCOMPARE(rows.at(i).body, expected.body);
        QVERIFY(rows.at(i) == expected);
    }
    const Member ada = truth.marks.value(u"ada"_s);
    const Member peer = truth.marks.value(row->chat.username);
    QCOMPARE(row->chat.readSeq, ada.readSeq);
    QCOMPARE(row->chat.peerReadSeq, peer.readSeq);
    QCOMPARE(row->chat.peerDeliveredSeq, peer.deliveredSeq);
    const OwnState own = truth.own.value(u"ada"_s);
    QCOMPARE(row->own, own.own);
    QCOMPARE(row->chat.mutedUntil, own.mutedUntil);
    QCOMPARE(row->chat.pinned, own.pinned);
    QCOMPARE(row->chat.archived, own.archived);
    QCOMPARE(row->chat.markedUnread, own.markedUnread);
    QVERIFY(story.device.store->ownUpdates().pending().isEmpty());
    QCOMPARE(row->chat.unread, story.server.summary(conversation, u"ada"_s).unread);
}

void SyncRandomTest::compareModel(Story &story, ConversationId conversation)
{
    const auto row = story.device.store->conversations().find(conversation);
    const auto found = std::find_if(story.views->messages.begin(), story.views->messages.end(),
                                    [&](const auto &model) { return model->chat() == row->chat.id; });
    const auto &model = **found;
    const auto &truth = story.server.at(conversation).messages;
    QVERIFY(model.rowCount() > 0 || truth.isEmpty());
    for (int i = 0; i < model.rowCount(); ++i) {
        const auto index = model.index(i);
        // From the end, where the window is.
        const Message &expected = truth.at(truth.size() - model.rowCount() + i);
        QCOMPARE(index.data(MessageListModel::SeqRole).toLongLong(), expected.seq.value());
        QCOMPARE(index.data(MessageListModel::BodyRole).toString(), expected.body);
        QCOMPARE(index.data(MessageListModel::ClientIdRole).toUuid(), expected.clientId);
        QCOMPARE(index.data(MessageListModel::DeletedRole).toBool(), expected.deleted);
        QCOMPARE(index.data(MessageListModel::WaitingRole).toBool(), false);
        QCOMPARE(index.data(MessageListModel::ReactionsRole).value<QList<ShownReaction>>().size(),
                 expected.reactions.size());
    }
}

void SyncRandomTest::compareList(Story &story)
{
    const auto &list = story.views->list;
    QStringList order;
    for (int i = 0; i < list.rowCount(); ++i)
        order.append(list.index(i).data(ConversationListModel::UsernameRole).toString());
    const StoredConversationListModel fresh(*story.device.store, story.views->presence, story.views->typing,
                                            story.time, story.time);
    QStringList expected;
    for (int i = 0; i < fresh.rowCount(); ++i)
        expected.append(fresh.index(i).data(ConversationListModel::UsernameRole).toString());
    QCOMPARE(order, expected);
}

} // namespace confab::tests

using confab::tests::SyncRandomTest;
CONFAB_TEST(SyncRandomTest)
#include "syncrandomtest.moc"
