// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/serverframes.h"

#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

#include <functional>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ServerFramesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWelcome();
    void readsAck();
    void readsBareAck();
    void readsError();
    void readsErrorWithoutRef();
    void readsMessage();
    void readsReceipt();
    void readsChange();
    void readsConversation();
    void readsRemoved();
    void readsAccount();
    void readsTyping();
    void readsPresence();
    void readsMarks();
    void writesPong();
    void readsRefs_data();
    void readsRefs();
    void rejects_data();
    void rejects();
};

void ServerFramesTest::readsWelcome()
{
    const WelcomeFrame frame{.user = sampleUser(),
                             .session = SessionId(31),
                             .epoch = u"e1"_s,
                             .server = u"0.1.0"_s,
                             .heartbeat = 30};
    const QJsonObject json = written(frame);
    QCOMPARE(json[u"type"_s], u"welcome"_s);
    const auto read = WelcomeFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->user, frame.user);
    QCOMPARE(read->session, frame.session);
    QCOMPARE(read->epoch, frame.epoch);
    QCOMPARE(read->server, frame.server);
    QCOMPARE(read->heartbeat, frame.heartbeat);
}

void ServerFramesTest::readsAck()
{
    const AckFrame frame{.ref = R"("r1")",
                         .conversation = ConversationId(7),
                         .change = Change(42),
                         .seq = Seq(5),
                         .sentAt = sampleTime(),
                         .message = sampleMessage()};
    const QJsonObject json = written(frame);
    QCOMPARE(json[u"type"_s], u"ack"_s);
    QCOMPARE(json[u"ref"_s], u"r1"_s);
    QCOMPARE(json[u"id"_s], u"7.5"_s);
    const auto read = AckFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->ref, "r1");
    QCOMPARE(read->conversation, frame.conversation);
    QCOMPARE(read->change, frame.change);
    QCOMPARE(read->seq, frame.seq);
    QCOMPARE(read->sentAt, frame.sentAt);
    QCOMPARE(read->message, frame.message);
}

void ServerFramesTest::readsBareAck()
{
    const QJsonObject json = written(AckFrame{.ref = "7"});
    QCOMPARE(json, QJsonObject({{u"type"_s, u"ack"_s}, {u"ref"_s, 7}}));
    const auto read = AckFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->ref, "7");
    QVERIFY(!read->conversation && !read->change && !read->seq && !read->sentAt && !read->message);
}

void ServerFramesTest::readsError()
{
    const Error error{ErrorCode::TooManyRequests, u"field"_s, u"detail"_s, std::chrono::seconds(3)};
    const QJsonObject json = written(ErrorFrame{.ref = R"("r1")", .error = error});
    QCOMPARE(json,
             QJsonObject({{u"type"_s, u"error"_s},
                          {u"ref"_s, u"r1"_s},
                          {u"status"_s, 429},
                          {u"code"_s, u"too_many_requests"_s},
                          {u"title"_s, u"Too many requests"_s},
                          {u"detail"_s, u"detail"_s},
                          {u"field"_s, u"field"_s},
                          {u"retryAfter"_s, 3}}));
    const auto read = ErrorFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->ref, "r1");
    QCOMPARE(read->error.code, error.code);
    QCOMPARE(read->error.field, error.field);
    QCOMPARE(read->error.detail, error.detail);
    QCOMPARE(read->error.retryAfter, error.retryAfter);
}

void ServerFramesTest::readsErrorWithoutRef()
{
    const QJsonObject json = written(ErrorFrame{.error = {.code = ErrorCode::UnknownFrame}});
    QCOMPARE(json.keys(), QStringList({u"code"_s, u"status"_s, u"title"_s, u"type"_s}));
    const auto read = ErrorFrame::fromJson(json);
    QVERIFY(read);
    QVERIFY(read->ref.isEmpty());
    QCOMPARE(read->error.code, ErrorCode::UnknownFrame);
}

void ServerFramesTest::readsMessage()
{
    const QJsonObject json = written(MessageFrame{sampleMessage()});
    QCOMPARE(json[u"type"_s], u"message"_s);
    QCOMPARE(json[u"conversation"_s], u"7"_s);
    QCOMPARE(json[u"change"_s], 42);
    const auto read = MessageFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->message, sampleMessage());
}

void ServerFramesTest::readsReceipt()
{
    const ReceiptFrame frame{.conversation = ConversationId(7),
                             .change = Change(43),
                             .user = u"grace"_s,
                             .readSeq = Seq(4),
                             .deliveredSeq = Seq(5)};
    const QJsonObject json = written(frame);
    QCOMPARE(json[u"type"_s], u"receipt"_s);
    const auto read = ReceiptFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->conversation, frame.conversation);
    QCOMPARE(read->change, frame.change);
    QCOMPARE(read->user, frame.user);
    QCOMPARE(read->readSeq, frame.readSeq);
    QCOMPARE(read->deliveredSeq, frame.deliveredSeq);
}

void ServerFramesTest::readsChange()
{
    const QJsonObject json = written(ChangeFrame{.conversation = ConversationId(7), .change = Change(44)});
    QCOMPARE(json[u"type"_s], u"change"_s);
    const auto read = ChangeFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->conversation, ConversationId(7));
    QCOMPARE(read->change, Change(44));
}

void ServerFramesTest::readsConversation()
{
    const QJsonObject json = written(ConversationFrame{sampleConversation()});
    QCOMPARE(json[u"type"_s], u"conversation"_s);
    QCOMPARE(json[u"id"_s], u"7"_s); // its fields stand beside the type
    const auto read = ConversationFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->conversation, sampleConversation());
}

void ServerFramesTest::readsRemoved()
{
    const QJsonObject json = written(RemovedFrame{ConversationId(7)});
    QCOMPARE(json[u"type"_s], u"removed"_s);
    QCOMPARE(RemovedFrame::fromJson(json)->conversation, ConversationId(7));
}

void ServerFramesTest::readsAccount()
{
    const AccountState state{
        .account = AccountChange(2), .contacts = QStringList{u"grace"_s}, .profiles = {sampleUser()}};
    const QJsonObject json = written(AccountFrame{state});
    QCOMPARE(json[u"type"_s], u"account"_s);
    const auto read = AccountFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->state.account, state.account);
    QCOMPARE(read->state.contacts, state.contacts);
    QCOMPARE(read->state.profiles, state.profiles);
}

void ServerFramesTest::readsTyping()
{
    const QJsonObject json = written(UserTypingFrame{.conversation = ConversationId(7), .user = u"grace"_s});
    QCOMPARE(json[u"type"_s], u"typing"_s);
    const auto read = UserTypingFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->conversation, ConversationId(7));
    QCOMPARE(read->user, u"grace"_s);
}

void ServerFramesTest::readsPresence()
{
    for (const Presence state : {Presence::Offline, Presence::Away, Presence::Online}) {
        const QJsonObject json
            = written(UserPresenceFrame{.user = u"grace"_s, .state = state, .lastSeenAt = sampleTime()});
        QCOMPARE(json[u"type"_s], u"presence"_s);
        const auto read = UserPresenceFrame::fromJson(json);
        QVERIFY(read);
        QCOMPARE(read->user, u"grace"_s);
        QCOMPARE(read->state, state);
        QCOMPARE(read->lastSeenAt, std::optional(sampleTime()));
    }
    QVERIFY(
        !written(UserPresenceFrame{.user = u"grace"_s, .state = Presence::Away}).contains(u"lastSeenAt"_s));
}

void ServerFramesTest::readsMarks()
{
    const MarksFrame frame{.conversations = {{ConversationId(7), {.change = Change(43), .own = Own(3)}}},
                           .account = AccountChange(2)};
    const QJsonObject json = written(frame);
    QCOMPARE(json[u"type"_s], u"marks"_s);
    QCOMPARE(json[u"conversations"_s], QJsonObject({{u"7"_s, QJsonArray{43, 3}}}));
    const auto read = MarksFrame::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->conversations.value(ConversationId(7)).change, Change(43));
    QCOMPARE(read->conversations.value(ConversationId(7)).own, Own(3));
    QCOMPARE(read->account, AccountChange(2));
}

void ServerFramesTest::writesPong()
{
    QCOMPARE(toJson(PongFrame{.ref = "7"}), R"({"type":"pong","ref":7})");
}

void ServerFramesTest::readsRefs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("ref");

    QTest::newRow("a text") << QByteArray(R"({"ref":"r1"})") << u"r1"_s;
    QTest::newRow("a number") << QByteArray(R"({"ref":7})") << u"7"_s;
    QTest::newRow("the largest number") << QByteArray(R"({"ref":9007199254740991})") << u"9007199254740991"_s;
    QTest::newRow("none") << QByteArray("{}") << QString();
    QTest::newRow("null") << QByteArray(R"({"ref":null})") << QString();
}

void ServerFramesTest::readsRefs()
{
    QFETCH(QByteArray, json);
    QTEST(serverFrameRef(parsed(json)), "ref");
}

void ServerFramesTest::rejects_data()
{
    using Parser = std::function<bool(const QJsonObject &)>;
    QTest::addColumn<Parser>("parses");
    QTest::addColumn<QByteArray>("json");

    const Parser welcome = [](const QJsonObject &json) { return bool(WelcomeFrame::fromJson(json)); };
    const Parser ack = [](const QJsonObject &json) { return bool(AckFrame::fromJson(json)); };
    const Parser message = [](const QJsonObject &json) { return bool(MessageFrame::fromJson(json)); };
    const Parser receipt = [](const QJsonObject &json) { return bool(ReceiptFrame::fromJson(json)); };
    const Parser change = [](const QJsonObject &json) { return bool(ChangeFrame::fromJson(json)); };
    const Parser conversation
        = [](const QJsonObject &json) { return bool(ConversationFrame::fromJson(json)); };
    const Parser removed = [](const QJsonObject &json) { return bool(RemovedFrame::fromJson(json)); };
    const Parser account = [](const QJsonObject &json) { return bool(AccountFrame::fromJson(json)); };
    const Parser typing = [](const QJsonObject &json) { return bool(UserTypingFrame::fromJson(json)); };
    const Parser presence = [](const QJsonObject &json) { return bool(UserPresenceFrame::fromJson(json)); };
    const Parser marks = [](const QJsonObject &json) { return bool(MarksFrame::fromJson(json)); };

    for (const auto &[name, parser] : QList<std::pair<QByteArray, Parser>>{{"welcome", welcome},
                                                                           {"message", message},
                                                                           {"receipt", receipt},
                                                                           {"change", change},
                                                                           {"conversation", conversation},
                                                                           {"removed", removed},
                                                                           {"account", account},
                                                                           {"typing", typing},
                                                                           {"presence", presence},
                                                                           {"marks", marks}})
        QTest::newRow(name + " without its fields") << parser << QByteArray("{}");
    QTest::newRow("ack of a seq that is a text") << ack << QByteArray(R"({"ref":"1","seq":"5"})");
    QTest::newRow("ack of half a message") << ack << QByteArray(R"({"ref":"1","message":{"seq":5}})");
    QTest::newRow("receipt without deliveredSeq")
        << receipt << QByteArray(R"({"conversation":"7","change":1,"user":"ada","readSeq":1})");
    QTest::newRow("change of a negative number")
        << change << QByteArray(R"({"conversation":"7","change":-1})");
    QTest::newRow("removed of a number") << removed << QByteArray(R"({"conversation":7})");
    QTest::newRow("presence that is unknown") << presence << QByteArray(R"({"user":"ada","state":"busy"})");
    QTest::newRow("marks of one number") << marks << QByteArray(R"({"conversations":{"7":[1]},"account":1})");
}

void ServerFramesTest::rejects()
{
    using Parser = std::function<bool(const QJsonObject &)>;
    QFETCH(Parser, parses);
    QFETCH(QByteArray, json);
    QVERIFY(!parses(parsed(json)));
}

CONFAB_TEST(ServerFramesTest)
#include "serverframestest.moc"
