// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// How what was written goes to the server, once.
class OutboxSenderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsTheFirstMessageToAPerson();
    void repeatsAnUnacknowledgedSendWithItsClientId();
    void aLostAckIsNoSecondMessage();
    void aPushInPlaceOfALostAckEmptiesTheOutbox();
    void aRepeatDoesNotUndoAnEdit();
    void showsNothingOfAMembershipThatHasEnded();
};

void OutboxSenderTest::sendsTheFirstMessageToAPerson()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    QVERIFY(device.engine->outbox().send(chat, u"  first \n"_s));
    QVERIFY(device.engine->outbox().send(chat, u"second"_s));
    QCOMPARE(device.engine->status().queued, 2);
    device.goOnline();
    QCOMPARE(device.engine->status().queued, 0);
    QCOMPARE(device.bodies(chat), (QStringList{u"first"_s, u"second"_s}));
    const auto row = device.store->conversations().find(chat);
    QCOMPARE(row->chat.conversation, server.between(u"ada"_s, u"grace"_s));
    QCOMPARE(row->rowsChange, server.at(*row->chat.conversation).change);
    QCOMPARE(device.store->conversations().all().size(), 1);
}

void OutboxSenderTest::repeatsAnUnacknowledgedSendWithItsClientId()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->losesAcks = true;
    const auto clientId = device.engine->outbox().send(chat, u"once"_s);
    time.advance(50ms);
    device.link->losesAcks = false;
    // Nothing of it comes back by the push or the sync either: only the repeat can tell.
    time.advance(1min);
    QCOMPARE(server.at(conversation).messages.size(), 1);
    QCOMPARE(server.at(conversation).messages.first().clientId, *clientId);
    for (const QJsonObject &frame : device.link->sent("send"_L1))
        QCOMPARE(QUuid::fromString(frame.value("clientId"_L1).toString()), *clientId);
    QCOMPARE(device.bodies(chat), QStringList{u"once"_s});
    QCOMPARE(device.engine->status().queued, 0);
}

void OutboxSenderTest::aLostAckIsNoSecondMessage()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->losesAcks = true;
    QVERIFY(device.engine->outbox().send(chat, u"mine"_s));
    time.advance(11ms);
    QVERIFY(!device.link->isOpen());
    QCOMPARE(server.at(conversation).messages.size(), 1);
    device.restart(); // Killed, too.
    device.goOnline();
    QCOMPARE(device.bodies(chat), QStringList{u"mine"_s});
    QVERIFY(device.store->outbox().of(chat).isEmpty());
    QCOMPARE(server.at(conversation).messages.size(), 1);
}

void OutboxSenderTest::aPushInPlaceOfALostAckEmptiesTheOutbox()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->refusals.push_back({ErrorCode::Unavailable, {}, {}, 60s}); // After all it has taken it.
    const auto clientId = device.engine->outbox().send(chat, u"mine"_s);
    time.advance(1s);
    QCOMPARE(device.engine->status().queued, 1);
    server.post(u"ada"_s, conversation, *clientId, u"mine"_s);
    time.advance(1s);
    QCOMPARE(device.engine->status().queued, 0);
    QCOMPARE(device.bodies(chat), QStringList{u"mine"_s});
    time.advance(2min);
    QCOMPARE(device.link->sent("send"_L1).size(), 1);
}

void OutboxSenderTest::aRepeatDoesNotUndoAnEdit()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->losesAcks = true;
    QVERIFY(device.engine->outbox().send(chat, u"first"_s));
    time.advance(11ms);
    device.link->losesAcks = false;
    server.edit(conversation, Seq(1),
                u"edited elsewhere"_s); // The ack of the repeat carries the edit's number.
    time.advance(1min);
    QCOMPARE(device.bodies(chat), QStringList{u"edited elsewhere"_s});
    QCOMPARE(device.engine->status().queued, 0);
}

void OutboxSenderTest::showsNothingOfAMembershipThatHasEnded()
{
    FakeTime time;
    MemoryServer server(time);
    const auto group = server.group(u"Compilers"_s, {u"grace"_s, u"ada"_s});
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.store->conversations().find(group)->chat.id;
    device.link->losesAcks = true;
    QVERIFY(device.engine->outbox().send(chat, u"mine"_s));
    time.advance(11ms);
    device.link->losesAcks = false;
    QCOMPARE(server.at(group).messages.last().body, u"mine"_s);
    // Removed and added again, before the repeat is answered.
    server.at(group).membership = MembershipId(2);
    server.at(group).firstSeq = Seq(server.at(group).messages.size() + 1);
    server.post(u"grace"_s, group, u"welcome back"_s);
    time.advance(1min);
    QCOMPARE(device.bodies(chat), QStringList{u"welcome back"_s});
    QVERIFY(device.store->outbox().of(chat).isEmpty());
    QCOMPARE(device.engine->status().queued, 0);
}

} // namespace confab::tests

using confab::tests::OutboxSenderTest;
CONFAB_TEST(OutboxSenderTest)
#include "outboxsendertest.moc"
