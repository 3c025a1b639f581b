// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "tests/client/store/device.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class OutboxTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesARestartInOrder();
    void nothingOvertakesAWaitingMessage();
    void anotherConversationGoesOn();
    void waitsAsLongAsTheServerAsks();
    void aRefusedMessageStandsAside();
    void triesAgainWhenTold();
    void discardsWhatWaits();
    void doesNotDiscardWhatIsOnItsWay();
    void rejectsBodies_data();
    void rejectsBodies();
};

namespace {

QStringList bodies(const QList<Message> &messages)
{
    QStringList out;
    for (const Message &message : messages)
        out.append(message.body);
    return out;
}

} // namespace

void OutboxTest::survivesARestartInOrder()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    QStringList written;
    QList<QUuid> ids;
    for (int i = 0; i < 20; ++i) {
        written.append(u"message %1"_s.arg(i));
        ids.append(*device.engine->outbox().send(chat, written.last()));
    }
    device.restart();
    QCOMPARE(device.engine->status().queued, 20);
    device.goOnline();
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    QCOMPARE(bodies(server.at(conversation).messages), written);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(server.at(conversation).messages.at(i).clientId, ids.at(i));
    QCOMPARE(device.engine->status().queued, 0);
}

void OutboxTest::nothingOvertakesAWaitingMessage()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->refusals.push_back({ErrorCode::TooManyRequests, {}, {}, 7s});
    QVERIFY(device.engine->outbox().send(chat, u"one"_s));
    QVERIFY(device.engine->outbox().send(chat, u"two"_s));
    time.advance(6s);
    QVERIFY(device.engine->outbox().send(chat, u"three"_s));
    QCOMPARE(device.link->sent("send"_L1).size(), 1);
    QVERIFY(server.at(conversation).messages.isEmpty());
    time.advance(3s);
    QCOMPARE(bodies(server.at(conversation).messages), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
}

void OutboxTest::anotherConversationGoesOn()
{
    FakeTime time;
    MemoryServer server(time);
    const auto linus = server.between(u"ada"_s, u"linus"_s);
    Device device(server, time);
    device.goOnline();
    device.link->refusals.push_back({ErrorCode::Unavailable, {}, {}, 30s});
    QVERIFY(device.engine->outbox().send(device.chatWith(u"grace"_s), u"waits"_s));
    time.advance(1s);
    QVERIFY(device.engine->outbox().send(device.chatWith(u"linus"_s), u"goes"_s));
    time.advance(1s);
    QCOMPARE(bodies(server.at(linus).messages), QStringList{u"goes"_s});
    QCOMPARE(device.engine->status().queued, 1);
}

void OutboxTest::waitsAsLongAsTheServerAsks()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    for (int i = 0; i < 3; ++i)
        device.link->refusals.push_back({ErrorCode::Unavailable, {}, {}, 5s});
    QVERIFY(device.engine->outbox().send(device.chatWith(u"grace"_s), u"patient"_s));
    time.advance(14s);
    QCOMPARE(device.link->sent("send"_L1).size(), 3);
    time.advance(2s);
    QCOMPARE(device.link->sent("send"_L1).size(), 4);
    QCOMPARE(device.engine->status().queued, 0);
}

void OutboxTest::aRefusedMessageStandsAside()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->refusals.push_back({ErrorCode::Forbidden, {}, u"blocked"_s});
    const auto refused = device.engine->outbox().send(chat, u"refused"_s);
    QVERIFY(device.engine->outbox().send(chat, u"accepted"_s));
    time.advance(1s);
    QCOMPARE(bodies(server.at(conversation).messages), QStringList{u"accepted"_s});
    device.restart();
    const auto entries = device.store->outbox().of(chat);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().clientId, *refused);
    QCOMPARE(entries.first().refused->code, ErrorCode::Forbidden);
    QCOMPARE(entries.first().refused->detail, u"blocked"_s);
    QCOMPARE(device.engine->status().queued, 0);
    device.goOnline();
    QVERIFY(device.link->sent("send"_L1).isEmpty());
}

void OutboxTest::triesAgainWhenTold()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    device.link->refusals.push_back({ErrorCode::Internal});
    const auto clientId = device.engine->outbox().send(device.chatWith(u"grace"_s), u"again"_s);
    time.advance(1s);
    QVERIFY(server.at(conversation).messages.isEmpty());
    device.engine->outbox().retry(*clientId);
    QCOMPARE(device.engine->status().queued, 1);
    time.advance(1s);
    QCOMPARE(server.at(conversation).messages.size(), 1);
    QCOMPARE(server.at(conversation).messages.first().clientId, *clientId);
}

void OutboxTest::discardsWhatWaits()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    const auto clientId = device.engine->outbox().send(chat, u"never mind"_s);
    QVERIFY(device.engine->outbox().discard(*clientId));
    QVERIFY(!device.engine->outbox().discard(*clientId));
    device.goOnline();
    QVERIFY(device.link->sent("send"_L1).isEmpty());
}

void OutboxTest::doesNotDiscardWhatIsOnItsWay()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const auto clientId = device.engine->outbox().send(device.chatWith(u"grace"_s), u"too late"_s);
    QVERIFY(!device.engine->outbox().discard(*clientId));
    time.advance(1s);
    QCOMPARE(device.bodies(device.chatWith(u"grace"_s)), QStringList{u"too late"_s});
}

void OutboxTest::rejectsBodies_data()
{
    QTest::addColumn<QString>("body");

    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks only") << u" \n\t "_s;
    QTest::newRow("one character too many") << QString(Limits::body + 1, u'x');
    QTest::newRow("half a surrogate pair") << QString(QChar(0xd83d));
    QTest::newRow("a NUL inside") << u"a"_s + QChar(0) + u"b"_s;
}

void OutboxTest::rejectsBodies()
{
    QFETCH(QString, body);
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const auto clientId = device.engine->outbox().send(device.chatWith(u"grace"_s), body);
    QVERIFY(!clientId);
    QCOMPARE(clientId.error().field, u"body"_s);
    QCOMPARE(device.engine->status().queued, 0);
}

} // namespace confab::tests

using confab::tests::OutboxTest;
CONFAB_TEST(OutboxTest)
#include "outboxtest.moc"
