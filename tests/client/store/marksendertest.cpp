// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// How the server learns what a device holds and what its owner has read.
class MarkSenderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatItHoldsOnce();
    void tellsTheFirstAtOnceAndWhatFollowsTogether();
    void takesNobodysChangeForTheMarksOwn();
    void tellsWhatIsRead();
};

void MarkSenderTest::tellsWhatItHoldsOnce()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    for (int i = 0; i < 5; ++i)
        server.post(u"grace"_s, conversation, u"hello"_s);
    time.advance(2s);
    QCOMPARE(device.link->sent("delivered"_L1).size(), 1);
    QCOMPARE(server.at(conversation).marks.value(u"ada"_s).deliveredSeq, Seq(5));
    QCOMPARE(device.store->conversations().find(conversation)->rowsChange, server.at(conversation).change);
    device.restart();
    device.goOnline();
    QVERIFY(device.link->sent("delivered"_L1).isEmpty());
}

void MarkSenderTest::tellsTheFirstAtOnceAndWhatFollowsTogether()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    for (const QString &text : {u"one"_s, u"two"_s, u"three"_s}) {
        server.post(u"grace"_s, conversation, text);
        time.advance(20ms); // what the network takes there and back
        QCOMPARE(device.link->sent("delivered"_L1).size(), 1);
    }
    QCOMPARE(server.at(conversation).marks.value(u"ada"_s).deliveredSeq, Seq(1));
    time.advance(MarkSender::moment);
    QCOMPARE(device.link->sent("delivered"_L1).size(), 2);
    QCOMPARE(server.at(conversation).marks.value(u"ada"_s).deliveredSeq, Seq(3));
}

void MarkSenderTest::takesNobodysChangeForTheMarksOwn()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"first"_s);
    Device device(server, time);
    device.goOnline();
    device.link->hidesMarks = true;
    device.link->dropsPush = [](const ServerFrame &) { return true; };
    server.react(conversation, Seq(1), u"grace"_s, u"👍"_s, true);
    const ChatId chat = device.chatWith(u"grace"_s);
    device.engine->markRead(chat, Seq(1));
    time.advance(2s);
    QCOMPARE(device.link->sent("read"_L1).size(), 1);
    QCOMPARE(device.store->messages().at(chat, Seq(1))->reactions.size(), 1);
}

void MarkSenderTest::tellsWhatIsRead()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    server.post(u"grace"_s, conversation, u"hello"_s);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    QCOMPARE(device.store->conversations().find(chat)->chat.unread, 1);
    device.link->cut();
    device.link->isReachable = false;
    device.engine->markRead(chat, Seq(1));
    QCOMPARE(device.store->conversations().find(chat)->chat.unread, 0);
    device.restart();
    QCOMPARE(device.store->conversations().find(chat)->chat.unread, 0);
    device.goOnline();
    QCOMPARE(server.at(conversation).marks.value(u"ada"_s).readSeq, Seq(1));
    QCOMPARE(device.store->conversations().find(chat)->chat.unread, 0);
}

} // namespace confab::tests

using confab::tests::MarkSenderTest;
CONFAB_TEST(MarkSenderTest)
#include "marksendertest.moc"
