// SPDX-License-Identifier: Apache-2.0
#include "client/store/activechat.h"

#include "client/connection/networklink.h"
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Ada's device with what it knows of the active conversation; calls go to a server that is not there.
struct Fixture {
    Fixture()
        : server(time)
        , device(server, time)
        , nowhere(
              QUrl(u"http://127.0.0.1:1"_s), [](const Session &, const auto &done) { done({}); }, time, time)
        , active(nowhere.conversations(), *device.engine, *device.store)
    {
        device.goOnline();
    }
    ConversationId begin()
    {
        const ConversationId id = server.between(u"ada"_s, u"grace"_s);
        time.advance(1s);
        return id;
    }
    void set(ConversationId id, ConversationState state)
    {
        server.setState(id, state);
        time.advance(1s);
    }
    ChatId chat() { return device.chatWith(u"grace"_s); }

    FakeTime time;
    MemoryServer server;
    Device device;
    NetworkLink nowhere;
    ActiveChat active;
};

} // namespace

class ActiveChatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereIsNoneUnderTheOpenPolicy()
    {
        Fixture f;
        (void)f.begin();
        QVERIFY(!f.active.isExclusive());
        QVERIFY(f.active.chat().isNull());
        f.active.setPolicy(u"open"_s);
        QVERIFY(f.active.chat().isNull());
    }

    void followsWhatTheServerSays()
    {
        Fixture f;
        const ConversationId id = f.begin();
        QSignalSpy changed(&f.active, &ActiveChat::changed);
        f.active.setPolicy(u"exclusive"_s);
        QCOMPARE(f.active.chat(), f.chat());
        QCOMPARE(changed.size(), 1);
        f.set(id, ConversationState::Closed);
        QVERIFY(f.active.chat().isNull());
        QCOMPARE(f.device.store->conversations().find(id)->chat.state, ConversationState::Closed);
        f.set(id, ConversationState::Open);
        QCOMPARE(f.active.chat(), f.chat());
        QCOMPARE(changed.size(), 3);
        f.active.setPolicy(u"open"_s);
        QVERIFY(f.active.chat().isNull());
    }

    void isNoGroupAndNobodyWithoutAConversation()
    {
        Fixture f;
        f.active.setPolicy(u"exclusive"_s);
        (void)f.server.group(u"Compilers"_s, {u"grace"_s, u"ada"_s});
        (void)f.device.chatWith(u"ken"_s);
        f.time.advance(1s);
        QVERIFY(f.active.chat().isNull());
    }

    void isKnownWithoutAServer()
    {
        Fixture f;
        f.active.setPolicy(u"exclusive"_s);
        (void)f.begin();
        const ActiveChat later(f.nowhere.conversations(), *f.device.engine, *f.device.store);
        QVERIFY(later.isExclusive());
        QCOMPARE(later.chat(), f.chat());
    }

    void cannotBeginOrEndWithoutAServer()
    {
        Fixture f;
        (void)f.begin();
        f.device.engine->stop();
        QObject context;
        QList<Error> errors;
        const auto done = [&](const Result<void> &result) { errors.append(result.error()); };
        f.active.start(f.chat(), &context, done);
        f.active.end(f.chat(), &context, done);
        QCOMPARE(errors.size(), 2);
        for (const Error &error : errors)
            QCOMPARE(error.field, u"network"_s);
    }

    void whatWaitsWhenItIsClosedIsRefusedAndKept()
    {
        Fixture f;
        const ConversationId id = f.begin();
        const Message own = f.server.post(u"ada"_s, id, u"before"_s);
        f.time.advance(1s);
        f.device.engine->stop();
        QVERIFY(f.device.engine->outbox().send(f.chat(), u"first"_s));
        QVERIFY(f.device.engine->outbox().send(f.chat(), u"second"_s));
        QVERIFY(f.device.engine->outbox().amend(f.chat(), own.seq, OutboxEntry::Kind::Edit, u"other"_s));
        QSignalSpy refused(f.device.engine.get(), &SyncEngine::amendmentRefused);
        f.server.setState(id, ConversationState::Closed);
        for (int i = 0; i < 3; ++i)
            f.device.link->refusals.push_back({ErrorCode::ConversationClosed});
        f.device.goOnline();

        QCOMPARE(refused.size(), 1);
        QCOMPARE(f.device.bodies(f.chat()), QStringList{u"before"_s});
        const auto waiting = f.device.store->outbox().of(f.chat());
        QCOMPARE(waiting.size(), 2);
        for (const OutboxEntry &entry : waiting)
            QCOMPARE(entry.refused->code, ErrorCode::ConversationClosed);
        // Tried again once it goes on, they are there.
        f.set(id, ConversationState::Open);
        for (const OutboxEntry &entry : waiting)
            f.device.engine->outbox().retry(entry.clientId);
        f.time.advance(5s);
        QCOMPARE(f.device.bodies(f.chat()), (QStringList{u"before"_s, u"first"_s, u"second"_s}));
    }
};

} // namespace confab::tests

using confab::tests::ActiveChatTest;
CONFAB_TEST(ActiveChatTest)
#include "activechattest.moc"
