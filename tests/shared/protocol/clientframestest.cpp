// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/clientframes.h"

#include "shared/core/limits.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// That the frames of a client are read as they are written. What they refuse is in RejectionTest.
class ClientFramesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAuthenticate();
    void readsSend();
    void readsSendToAPerson();
    void wantsOneGoalOfASend_data();
    void wantsOneGoalOfASend();
    void readsMarks_data();
    void readsMarks();
    void readsTyping();
    void readsPresence();
    void readsWatch();
    void writesPing();
    void readsType();
    void rejectsTypes_data();
    void rejectsTypes();
    void echoesRefs_data();
    void echoesRefs();
    void rejectsRefs_data();
    void rejectsRefs();
};

namespace {

SendFrame sampleSend()
{
    return {.conversation = ConversationId(7),
            .clientId = sampleUuid(),
            .body = awkwardText(),
            .replyTo = Seq(4)};
}

} // namespace

void ClientFramesTest::readsAuthenticate()
{
    const QJsonObject json = written(AuthenticateFrame{u"a.b.c"_s});
    QCOMPARE(json[u"type"_s], u"authenticate"_s);
    QCOMPARE(AuthenticateFrame::fromJson(json)->token, u"a.b.c"_s);
}

void ClientFramesTest::readsSend()
{
    const SendFrame frame = sampleSend();
    const QJsonObject json = written(frame, u"r1");
    QCOMPARE(json[u"type"_s], u"send"_s);
    QCOMPARE(json[u"ref"_s], u"r1"_s);
    QVERIFY(!json.contains(u"to"_s));
    const auto read = SendFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->conversation, frame.conversation);
    QCOMPARE(read->to, frame.to);
    QCOMPARE(read->clientId, frame.clientId);
    QCOMPARE(read->body, frame.body);
    QCOMPARE(read->replyTo, frame.replyTo);
}

void ClientFramesTest::readsSendToAPerson()
{
    const auto read = SendFrame::fromJson(
        written(SendFrame{.to = u"grace"_s, .clientId = sampleUuid(), .body = u" Hello "_s}, u"r1"));
    QVERIFY(read);
    QVERIFY(!read->conversation);
    QCOMPARE(read->to, std::optional(u"grace"_s));
    QCOMPARE(read->body, u"Hello"_s);
    QVERIFY(!read->replyTo);
}

void ClientFramesTest::wantsOneGoalOfASend_data()
{
    QTest::addColumn<SendFrame>("frame");

    SendFrame frame = sampleSend();
    frame.to = u"grace"_s;
    QTest::newRow("both") << frame;
    frame.to.reset();
    frame.conversation.reset();
    QTest::newRow("neither") << frame;
}

void ClientFramesTest::wantsOneGoalOfASend()
{
    QFETCH(SendFrame, frame);
    const auto read = SendFrame::fromJson(written(frame, u"r1"));
    QVERIFY(!read);
    QCOMPARE(read.error().field, u"conversation"_s);
}

void ClientFramesTest::readsMarks_data()
{
    QTest::addColumn<MarkFrame::Kind>("kind");
    QTest::addColumn<QString>("type");

    QTest::newRow("read") << MarkFrame::Kind::Read << u"read"_s;
    QTest::newRow("delivered") << MarkFrame::Kind::Delivered << u"delivered"_s;
}

void ClientFramesTest::readsMarks()
{
    QFETCH(MarkFrame::Kind, kind);
    QFETCH(QString, type);
    const QJsonObject json
        = written(MarkFrame{.kind = kind, .conversation = ConversationId(7), .seq = Seq(5)}, u"r1");
    QCOMPARE(json[u"type"_s], type);
    QCOMPARE(json[u"ref"_s], u"r1"_s);
    const auto read = MarkFrame::fromJson(kind, json);
    QVERIFY(read);
    QCOMPARE(read->kind, kind);
    QCOMPARE(read->conversation, ConversationId(7));
    QCOMPARE(read->seq, Seq(5));
}

void ClientFramesTest::readsTyping()
{
    const QJsonObject json = written(TypingFrame{ConversationId(7)});
    QCOMPARE(json, QJsonObject({{u"type"_s, u"typing"_s}, {u"conversation"_s, u"7"_s}}));
    QCOMPARE(TypingFrame::fromJson(json)->conversation, ConversationId(7));
}

void ClientFramesTest::readsPresence()
{
    for (const Presence state : {Presence::Online, Presence::Away}) {
        const QJsonObject json = written(PresenceFrame{state}, u"r1");
        QCOMPARE(json[u"type"_s], u"presence"_s);
        QCOMPARE(json[u"ref"_s], u"r1"_s);
        QCOMPARE(PresenceFrame::fromJson(json)->state, state);
    }
}

void ClientFramesTest::readsWatch()
{
    QStringList users;
    for (int i = 0; i < Limits::watched; ++i)
        users.append(u"user%1"_s.arg(i));
    const QJsonObject json = written(WatchFrame{users}, u"r1");
    QCOMPARE(json[u"type"_s], u"watch"_s);
    const auto read = WatchFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->users, users);
    QVERIFY(WatchFrame::fromJson(written(WatchFrame{}, u"r1")));
}

void ClientFramesTest::writesPing()
{
    QCOMPARE(written(PingFrame{}, u"r1"), QJsonObject({{u"type"_s, u"ping"_s}, {u"ref"_s, u"r1"_s}}));
}

void ClientFramesTest::readsType()
{
    QCOMPARE(frameType(parsed(R"({"type":"send"})")).value(), u"send"_s);
}

void ClientFramesTest::rejectsTypes_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("missing") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"type":null})");
    QTest::newRow("a number") << QByteArray(R"({"type":7})");
    QTest::newRow("too long") << QByteArray(R"({"type":")" + QByteArray(33, 'x') + R"("})");
    QTest::newRow("NUL") << QByteArray(R"({"type":"send\u0000"})");
    QTest::newRow("a lone surrogate") << QByteArray(R"({"type":"\udfff"})");
}

void ClientFramesTest::rejectsTypes()
{
    QFETCH(QByteArray, json);
    const auto type = frameType(parsed(json));
    QVERIFY(!type);
    QCOMPARE(type.error().field, u"type"_s);
}

void ClientFramesTest::echoesRefs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("ref");

    const QByteArray longest = '"' + QByteArray("\xf0\x9f\x98\x80").repeated(Limits::ref) + '"';
    QTest::newRow("a text") << QByteArray(R"("r1")") << QByteArray(R"("r1")");
    QTest::newRow("a text of digits stays a text") << QByteArray(R"("7")") << QByteArray(R"("7")");
    QTest::newRow("an empty text") << QByteArray(R"("")") << QByteArray(R"("")");
    QTest::newRow("a text with escapes") << QByteArray(R"("a\"\u000a")") << QByteArray(R"("a\"\n")");
    QTest::newRow("the longest text") << longest << longest;
    QTest::newRow("a number") << QByteArray("7") << QByteArray("7");
    QTest::newRow("a negative number") << QByteArray("-7") << QByteArray("-7");
    QTest::newRow("the largest number") << QByteArray("9007199254740991") << QByteArray("9007199254740991");
    QTest::newRow("the smallest number")
        << QByteArray("-9007199254740991") << QByteArray("-9007199254740991");
}

void ClientFramesTest::echoesRefs()
{
    QFETCH(QByteArray, json);
    const auto ref = clientFrameRef(parsed(R"({"type":"ping","ref":)" + json + "}"));
    QVERIFY(ref);
    QTEST(*ref, "ref");
}

void ClientFramesTest::rejectsRefs_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("missing") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"ref":null})");
    QTest::newRow("true") << QByteArray(R"({"ref":true})");
    QTest::newRow("an object") << QByteArray(R"({"ref":{}})");
    QTest::newRow("an array") << QByteArray(R"({"ref":["1"]})");
    QTest::newRow("a fraction") << QByteArray(R"({"ref":1.5})");
    QTest::newRow("a number that JSON does not carry") << QByteArray(R"({"ref":9007199254740992})");
    QTest::newRow("a huge number") << QByteArray(R"({"ref":-1e300})");
    QTest::newRow("NUL") << QByteArray(R"({"ref":"\u0000"})");
    QTest::newRow("a lone surrogate") << QByteArray(R"({"ref":"\ud800"})");
    QTest::newRow("a text too long") << QByteArray(R"({"ref":")" + QByteArray(Limits::ref + 1, 'x')
                                                   + R"("})");
}

void ClientFramesTest::rejectsRefs()
{
    QFETCH(QByteArray, json);
    const auto ref = clientFrameRef(parsed(json));
    QVERIFY(!ref);
    QCOMPARE(ref.error().code, ErrorCode::InvalidField);
    QCOMPARE(ref.error().field, u"ref"_s);
}

CONFAB_TEST(ClientFramesTest)
#include "clientframestest.moc"
