// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a person makes of a conversation for oneself alone, on its way from a device to the server.
class OwnUpdateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isShownAtOnceAndReachesTheServer();
    void reachesTheOtherDevice();
    void waitsForTheNetworkAndOverARestart();
    void onlyTheLastOfSeveralIsAsked();
    void whatIsSetWhileOneIsOnItsWayFollows();
    void isNotUndoneByWhatTheServerHadBefore();
    void isAskedAgainWhereItMayYetBeTaken_data();
    void isAskedAgainWhereItMayYetBeTaken();
    void isUndoneWhenRefused();
    void waitsUntilTheServerKnowsTheConversation();
    void readingEndsTheReminder();
    void goesWithTheConversation();

private:
    [[nodiscard]] Chat chat() const { return m_device->store->conversations().find(m_chat)->chat; }
    [[nodiscard]] OwnState &onServer() { return m_server->at(m_conversation).own[u"ada"_s]; }
    void update(const UpdateConversationRequest &request)
    {
        QVERIFY(m_device->engine->ownUpdates().update(m_chat, request));
    }
    [[nodiscard]] int asked() const { return int(m_device->link->calls.filter(u"update "_s).size()); }
    [[nodiscard]] bool isPending() const { return !m_device->store->ownUpdates().pending().isEmpty(); }

    std::unique_ptr<FakeTime> m_time;
    std::unique_ptr<MemoryServer> m_server;
    std::unique_ptr<Device> m_device;
    ConversationId m_conversation;
    ChatId m_chat;
};

void OwnUpdateTest::init()
{
    m_time = std::make_unique<FakeTime>();
    m_server = std::make_unique<MemoryServer>(*m_time);
    m_device = std::make_unique<Device>(*m_server, *m_time);
    m_conversation = m_server->between(u"ada"_s, u"grace"_s);
    m_server->post(u"grace"_s, m_conversation, u"hello"_s);
    m_device->goOnline();
    m_chat = m_device->chatWith(u"grace"_s);
}

void OwnUpdateTest::cleanup()
{
    m_device.reset();
    m_server.reset();
    m_time.reset();
}

void OwnUpdateTest::isShownAtOnceAndReachesTheServer()
{
    update({.mutedUntil = OwnState::mutedForever, .pinned = true});
    QCOMPARE(chat().mutedUntil, OwnState::mutedForever);
    QVERIFY(chat().pinned);
    QVERIFY(!onServer().pinned);
    m_time->advance(1s);
    QCOMPARE(onServer().mutedUntil, OwnState::mutedForever);
    QVERIFY(onServer().pinned);
    QVERIFY(!onServer().archived);
    QVERIFY(!isPending());
    QCOMPARE(m_device->store->conversations().find(m_chat)->own, onServer().own);
}

void OwnUpdateTest::reachesTheOtherDevice()
{
    m_server->update(m_conversation, u"ada"_s, {.archived = true, .markedUnread = true});
    m_time->advance(1s);
    QVERIFY(chat().archived);
    QVERIFY(chat().markedUnread);
    QCOMPARE(asked(), 0);
}

void OwnUpdateTest::waitsForTheNetworkAndOverARestart()
{
    m_device->link->isReachable = false;
    m_device->link->cut();
    update({.archived = true});
    m_time->advance(5s);
    QVERIFY(isPending());
    m_device->restart();
    QVERIFY(chat().archived);
    m_device->goOnline();
    QVERIFY(onServer().archived);
    QVERIFY(!isPending());
}

void OwnUpdateTest::onlyTheLastOfSeveralIsAsked()
{
    m_device->link->cut();
    update({.pinned = true});
    update({.mutedUntil = m_time->now() + 1h});
    update({.mutedUntil = std::optional<Timestamp>(), .pinned = false});
    update({.archived = true});
    m_time->advance(1min);
    QCOMPARE(asked(), 1);
    QCOMPARE(onServer(), (OwnState{.own = Own(1), .archived = true}));
}

void OwnUpdateTest::whatIsSetWhileOneIsOnItsWayFollows()
{
    update({.pinned = true});
    m_time->advance(5ms);
    update({.pinned = false, .archived = true});
    m_time->advance(1s);
    QCOMPARE(asked(), 2);
    QVERIFY(!onServer().pinned);
    QVERIFY(onServer().archived);
    QVERIFY(!chat().pinned);
    QVERIFY(!isPending());
}

void OwnUpdateTest::isNotUndoneByWhatTheServerHadBefore()
{
    m_device->link->refusedUpdates.assign(1, {.code = ErrorCode::Unavailable, .retryAfter = 10s});
    update({.pinned = true});
    m_time->advance(1s);
    m_server->update(m_conversation, u"ada"_s, {.archived = true}); // by the other device
    m_time->advance(1s);
    QVERIFY(chat().archived);
    QVERIFY(chat().pinned);
    m_time->advance(20s);
    QVERIFY(onServer().pinned);
}

void OwnUpdateTest::isAskedAgainWhereItMayYetBeTaken_data()
{
    QTest::addColumn<Error>("error");
    QTest::newRow("too many requests") << Error{.code = ErrorCode::TooManyRequests, .retryAfter = 3s};
    QTest::newRow("the server has no time") << Error{ErrorCode::Unavailable};
    QTest::newRow("the network broke") << Error{ErrorCode::Unavailable, u"network"_s};
    QTest::newRow("the token ran out") << Error{ErrorCode::NotAuthenticated};
}

void OwnUpdateTest::isAskedAgainWhereItMayYetBeTaken()
{
    QFETCH(const Error, error);
    m_device->link->refusedUpdates.assign(1, error);
    update({.markedUnread = true});
    m_time->advance(10s);
    QCOMPARE(asked(), 2);
    QVERIFY(onServer().markedUnread);
    QVERIFY(chat().markedUnread);
}

void OwnUpdateTest::isUndoneWhenRefused()
{
    m_device->link->refusedUpdates.assign(1, Error{ErrorCode::InvalidField});
    update({.pinned = true});
    QVERIFY(chat().pinned);
    m_time->advance(10s);
    QCOMPARE(asked(), 1);
    QVERIFY(!chat().pinned);
    QVERIFY(!isPending());
}

void OwnUpdateTest::waitsUntilTheServerKnowsTheConversation()
{
    m_chat = m_device->chatWith(u"linus"_s);
    update({.pinned = true});
    m_time->advance(5s);
    QCOMPARE(asked(), 0);
    QVERIFY(m_device->engine->outbox().send(m_chat, u"hello"_s));
    m_time->advance(5s);
    QVERIFY(m_server->at(m_server->between(u"ada"_s, u"linus"_s)).own[u"ada"_s].pinned);
    QVERIFY(chat().pinned);
}

void OwnUpdateTest::readingEndsTheReminder()
{
    m_device->engine->markRead(m_chat, Seq(1));
    m_time->advance(1s);
    update({.markedUnread = true});
    m_time->advance(1s);
    QVERIFY(onServer().markedUnread);
    m_device->engine->markRead(m_chat, Seq(1)); // Nothing new: it was looked at again.
    QVERIFY(!chat().markedUnread);
    m_time->advance(1s);
    QVERIFY(!onServer().markedUnread);
}

void OwnUpdateTest::goesWithTheConversation()
{
    m_device->link->refusedUpdates.assign(1, Error{.code = ErrorCode::Unavailable, .retryAfter = 1h});
    update({.pinned = true});
    m_time->advance(1s);
    m_device->link->push(RemovedFrame{.conversation = m_conversation});
    m_time->advance(1s);
    QVERIFY(!isPending());
    QVERIFY(!chat().pinned);
}

} // namespace confab::tests

using confab::tests::OwnUpdateTest;
CONFAB_TEST(OwnUpdateTest)
#include "ownupdatetest.moc"
