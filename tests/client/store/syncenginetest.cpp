// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ConnectionStatus::State;

class SyncEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensTheSocketBeforeItSyncs();
    void pagesThroughSync();
    void aNewDeviceTakesTheSummaryAndTheLastPage();
    void appliesTheNextPush();
    void ignoresALowerPush();
    void holdsAHigherPushForAMoment();
    void asksForChangesWhenThePushDoesNotCome();
    void appliesReceiptsOfOneNumber();
    void marksShowALostLastPush();
    void learnsOfANewConversation();
    void catchesUpInPages();
    void aNewEpochDropsTheCacheAndKeepsOutboxAndDrafts();
    void aServerBehindDropsTheCache();
    void aSummaryOfOnesOwnNewsHidesNoLostMessage();
    void countsUnreadFromTheRows();
    void ownMessagesDoNotHideUnreadOnes();
    void newsIsToldOnce();
    void reconnectsWithGrowingPauses();
    void retryNowEndsThePause();
    void stopsWhenLoggedOut();
    void aRemovedConversationGoes();
    void loadsOlderPages();
};

void SyncEngineTest::opensTheSocketBeforeItSyncs()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    QList<State> states;
    connect(device.engine.get(), &SyncEngine::statusChanged, this, [&] {
        const State state = device.engine->status().state;
        if (states.isEmpty() || states.last() != state)
            states.append(state);
    });
    device.engine->start();
    QVERIFY(device.link->calls.isEmpty());
    time.advance(9ms);
    QVERIFY(device.link->calls.isEmpty());
    time.advance(5s);
    QCOMPARE(device.link->calls.first(), u"sync"_s);
    QCOMPARE(states, (QList<State>{State::Connecting, State::Syncing, State::Online}));
}

void SyncEngineTest::pagesThroughSync()
{
    FakeTime time;
    MemoryServer server(time);
    for (int i = 0; i < 10; ++i)
        server.post(u"peer%1"_s.arg(i), server.between(u"ada"_s, u"peer%1"_s.arg(i)), u"hello"_s);
    Device device(server, time);
    device.goOnline();
    QCOMPARE(device.link->calls.count(u"sync"_s), 4);
    QCOMPARE(device.store->conversations().all().size(), 10);
    QCOMPARE(device.engine->status().state, State::Online);
}

void SyncEngineTest::aNewDeviceTakesTheSummaryAndTheLastPage()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 200; ++i)
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
    Device device(server, time);
    QSignalSpy changed(device.store.get(), &LocalStore::changed);
    device.goOnline();
    const auto row = device.store->conversations().find(conversation);
    QVERIFY(row);
    QCOMPARE(row->rowsChange, server.at(conversation).change);
    const auto bodies = device.bodies(row->chat.id);
    QCOMPARE(bodies.size(), CatchUp::tailSize);
    QCOMPARE(bodies.last(), u"200"_s);
    QCOMPARE(row->chat.unread, 200);
    for (const auto &arguments : changed)
        QVERIFY(arguments.first().value<StoreChange>().arrived.isEmpty()); // History is no news.
}

void SyncEngineTest::appliesTheNextPush()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    device.link->calls.clear();
    server.post(u"grace"_s, conversation, u"one"_s);
    server.post(u"grace"_s, conversation, u"two"_s);
    server.edit(conversation, Seq(1), u"one!"_s);
    time.advance(100ms);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), (QStringList{u"one!"_s, u"two"_s}));
    QVERIFY(device.link->calls.isEmpty());
}

void SyncEngineTest::ignoresALowerPush()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    auto message = server.post(u"grace"_s, conversation, u"one"_s);
    server.edit(conversation, Seq(1), u"edited"_s);
    time.advance(100ms);
    device.link->push(MessageFrame{message}); // The state before the edit, again.
    time.advance(5s);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), QStringList{u"edited"_s});
}

void SyncEngineTest::holdsAHigherPushForAMoment()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    device.link->calls.clear();
    QList<ServerFrame> held;
    device.link->dropsPush = [&](const ServerFrame &frame) {
        held.append(frame);
        return true;
    };
    server.post(u"grace"_s, conversation, u"one"_s);
    server.post(u"grace"_s, conversation, u"two"_s);
    device.link->push(held.at(1));
    time.advance(200ms);
    const ChatId chat = device.chatWith(u"grace"_s);
    QVERIFY(device.bodies(chat).isEmpty());
    device.link->push(held.at(0));
    time.advance(20ms);
    QCOMPARE(device.bodies(chat), (QStringList{u"one"_s, u"two"_s}));
    time.advance(100ms); // Past the moment in which it would have asked.
    QVERIFY(device.link->calls.isEmpty());
}

void SyncEngineTest::asksForChangesWhenThePushDoesNotCome()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    device.link->calls.clear();
    device.link->dropsPush = [](const ServerFrame &frame) { return pushNumber(frame)->change == Change(2); };
    server.post(u"grace"_s, conversation, u"one"_s);
    server.post(u"grace"_s, conversation, u"two"_s);
    time.advance(255ms);
    QVERIFY(device.link->calls.isEmpty());
    time.advance(10ms);
    QCOMPARE(device.link->calls, QStringList{u"changes 100 since 1"_s});
    time.advance(1s);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(device.link->calls.size(), 1);
}

void SyncEngineTest::appliesReceiptsOfOneNumber()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"ada"_s, conversation, u"one"_s);
    Device device(server, time);
    device.goOnline();
    device.link->push(ReceiptFrame{.conversation = conversation,
                                   .change = Change(3),
                                   .user = u"grace"_s,
                                   .readSeq = Seq(),
                                   .deliveredSeq = Seq(1)});
    device.link->push(ReceiptFrame{.conversation = conversation,
                                   .change = Change(3),
                                   .user = u"grace"_s,
                                   .readSeq = Seq(1),
                                   .deliveredSeq = Seq(1)});
    time.advance(100ms);
    const auto row = device.store->conversations().find(conversation);
    QCOMPARE(row->chat.peerReadSeq, Seq(1));
    QCOMPARE(row->rowsChange, Change(3));
}

void SyncEngineTest::marksShowALostLastPush()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    device.link->dropsPush = [](const ServerFrame &) { return true; };
    server.post(u"grace"_s, conversation, u"lost"_s);
    time.advance(10s);
    const ChatId chat = device.chatWith(u"grace"_s);
    QVERIFY(device.bodies(chat).isEmpty());
    device.link->push(server.marks(u"ada"_s));
    time.advance(1s);
    QCOMPARE(device.bodies(chat), QStringList{u"lost"_s});
}

void SyncEngineTest::learnsOfANewConversation()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    QStringList news;
    connect(device.store.get(), &LocalStore::changed, this, [&](const StoreChange &change) {
        for (const auto &messages : change.arrived) {
            for (const Message &message : messages)
                news.append(message.body);
        }
    });
    server.post(u"grace"_s, server.between(u"ada"_s, u"grace"_s), u"hello"_s);
    time.advance(1s);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), QStringList{u"hello"_s});

    // The frame that tells of it is lost: the message does.
    device.link->dropsPush
        = [](const ServerFrame &frame) { return std::holds_alternative<ConversationFrame>(frame); };
    server.post(u"linus"_s, server.between(u"ada"_s, u"linus"_s), u"hi"_s);
    time.advance(2s);
    QCOMPARE(device.bodies(device.chatWith(u"linus"_s)), QStringList{u"hi"_s});
    QCOMPARE(news, (QStringList{u"hello"_s, u"hi"_s}));
}

void SyncEngineTest::catchesUpInPages()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"0"_s);
    Device device(server, time);
    device.goOnline();
    device.link->cut();
    device.link->isReachable = false;
    QStringList expected{u"0"_s};
    for (int i = 1; i <= 23; ++i) {
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
        expected.append(u"%1"_s.arg(i));
    }
    server.erase(conversation, Seq(1));
    expected[0] = QString();
    device.link->isReachable = true;
    time.advance(1min);
    const auto row = device.store->conversations().find(conversation);
    QCOMPARE(device.bodies(row->chat.id), expected);
    QCOMPARE(row->rowsChange, server.at(conversation).change);
    QCOMPARE(row->chat.unread, 23);
}

void SyncEngineTest::aNewEpochDropsTheCacheAndKeepsOutboxAndDrafts()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"old"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->cut();
    device.link->isReachable = false;
    const auto clientId = device.engine->outbox().send(chat, u"waiting"_s);
    QVERIFY(clientId);
    QVERIFY(device.store->write(LocalStore::Durability::Normal,
                                [&](StoreChange &) { return device.store->drafts().set(chat, u"draft"_s); }));

    MemoryServer fresh(time);
    server.restore(fresh);
    server.epoch = u"epoch-2"_s;
    server.post(u"linus"_s, server.between(u"ada"_s, u"linus"_s), u"another 100"_s); // The same id as before.
    device.link->isReachable = true;
    time.advance(1min);

    QCOMPARE(device.engine->status().state, State::Online);
    QCOMPARE(device.bodies(chat), QStringList{u"waiting"_s});
    QCOMPARE(device.store->drafts().of(chat), u"draft"_s);
    QCOMPARE(device.bodies(device.chatWith(u"linus"_s)), QStringList{u"another 100"_s});
    const auto sends = device.link->sent("send"_L1);
    QCOMPARE(sends.size(), 1);
    QCOMPARE(sends.first().value("to"_L1).toString(), u"grace"_s);
}

void SyncEngineTest::aServerBehindDropsTheCache()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"kept"_s);
    const MemoryServer backup = server;
    server.post(u"grace"_s, conversation, u"lost with the disk"_s);
    Device device(server, time);
    device.goOnline();
    server.restore(backup);
    device.link->cut();
    time.advance(1min);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), QStringList{u"kept"_s});
    QCOMPARE(device.engine->status().state, State::Online);
}

void SyncEngineTest::aSummaryOfOnesOwnNewsHidesNoLostMessage()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"one"_s);
    device.goOnline();
    device.link->dropsPush
        = [](const ServerFrame &frame) { return std::holds_alternative<MessageFrame>(frame); };
    server.post(u"grace"_s, conversation, u"two"_s);
    server.update(conversation, u"ada"_s, {.pinned = true});
    time.advance(5s);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), (QStringList{u"one"_s, u"two"_s}));
}

void SyncEngineTest::countsUnreadFromTheRows()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 0; i < 120; ++i)
        server.post(u"grace"_s, conversation, u"hello"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    const auto unread = [&] { return device.store->conversations().find(chat)->chat.unread; };
    QCOMPARE(unread(), 120); // Most of them are not here.
    server.post(u"grace"_s, conversation, u"one more"_s);
    server.post(u"ada"_s, conversation, u"from another device"_s);
    time.advance(1s);
    QCOMPARE(unread(), 121);
    device.engine->markRead(chat, Seq(110));
    QCOMPARE(unread(), 11);
    server.erase(conversation, Seq(120));
    time.advance(1s);
    QCOMPARE(unread(), 10);
}

void SyncEngineTest::ownMessagesDoNotHideUnreadOnes()
{
    FakeTime time;
    MemoryServer server(time);
    server.changesPage = 200;
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"hello"_s);
    Device device(server, time);
    device.goOnline();
    device.link->cut();
    for (int i = 0; i < 600; ++i) {
        server.post(u"ada"_s, conversation, u"from another device"_s);
        server.post(u"grace"_s, conversation, u"hello"_s);
    }
    time.advance(1min);
    QCOMPARE(device.store->conversations().find(conversation)->chat.unread, 601);
}

void SyncEngineTest::newsIsToldOnce()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"history"_s);
    Device device(server, time);
    QStringList news;
    const auto listen = [&] {
        connect(device.store.get(), &LocalStore::changed, this, [&](const StoreChange &change) {
            for (const auto &messages : change.arrived) {
                for (const Message &message : messages)
                    news.append(message.body);
            }
        });
    };
    listen();
    device.goOnline();
    QVERIFY(news.isEmpty());
    server.post(u"grace"_s, conversation, u"push"_s);
    server.post(u"ada"_s, conversation, u"my own"_s);
    time.advance(1s);
    server.edit(conversation, Seq(2), u"push, edited"_s);
    time.advance(1s);
    device.kill();
    server.post(u"grace"_s, conversation, u"while away"_s);
    device.start();
    listen();
    device.goOnline();
    QCOMPARE(news, (QStringList{u"push"_s, u"while away"_s}));
}

void SyncEngineTest::reconnectsWithGrowingPauses()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.link->isReachable = false;
    device.engine->start();
    time.advance(10ms);
    QList<qint64> pauses;
    for (int i = 0; i < 4; ++i) {
        const auto status = device.engine->status();
        QCOMPARE(status.state, State::Offline);
        QVERIFY(status.error);
        QVERIFY(status.retryAt);
        pauses.append((*status.retryAt - time.now()).count());
        time.advance(*status.retryAt - time.now());
        QCOMPARE(device.engine->status().state, State::Connecting);
        time.advance(10ms);
    }
    QCOMPARE(pauses, (QList<qint64>{500, 1000, 2000, 4000}));
    device.link->isReachable = true;
    time.advance(1min);
    QCOMPARE(device.engine->status().state, State::Online);
    QVERIFY(!device.engine->status().error);
    device.link->cut();
    QCOMPARE((*device.engine->status().retryAt - time.now()).count(), qint64(500)); // From the beginning.
}

void SyncEngineTest::retryNowEndsThePause()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.link->isReachable = false;
    device.engine->start();
    time.advance(10ms);
    device.link->isReachable = true;
    device.engine->retryNow();
    device.engine->retryNow();
    time.advance(100ms);
    QCOMPARE(device.engine->status().state, State::Online);
    QCOMPARE(device.link->opens, 2);
}

void SyncEngineTest::stopsWhenLoggedOut()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    QSignalSpy loggedOut(device.engine.get(), &SyncEngine::loggedOut);
    Q_EMIT device.link->loggedOut({ErrorCode::NotAuthenticated});
    QCOMPARE(loggedOut.size(), 1);
    QCOMPARE(device.engine->status().state, State::LoggedOut);
    device.engine->retryNow();
    time.advance(10min);
    QCOMPARE(device.link->opens, 1);
}

void SyncEngineTest::aRemovedConversationGoes()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"hello"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->push(RemovedFrame{conversation});
    time.advance(100ms);
    QVERIFY(device.bodies(chat).isEmpty());
    QVERIFY(!device.store->conversations().find(conversation));
    QVERIFY(device.store->conversations().find(chat)); // An open view still knows whom it is with.
}

void SyncEngineTest::loadsOlderPages()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 120; ++i)
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    server.edit(conversation, Seq(10), u"edited"_s); // A row in the middle of nowhere.
    time.advance(1s);
    for (const Seq before : {Seq(71), Seq(21)}) {
        bool done = false;
        device.engine->load(chat, {.before = before, .limit = 50},
                            [&](const Result<Seq> &first) { done = bool(first); });
        time.advance(1s);
        QVERIFY(done);
    }
    const auto bodies = device.bodies(chat);
    QCOMPARE(bodies.size(), 120);
    QCOMPARE(bodies.at(9), u"edited"_s);
}

} // namespace confab::tests

using confab::tests::SyncEngineTest;
CONFAB_TEST(SyncEngineTest)
#include "syncenginetest.moc"
