// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/conversation.h"

#include "shared/core/limits.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ConversationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void saysHowLongItIsMuted_data();
    void saysHowLongItIsMuted();
    void rejects_data();
    void rejects();
    void findsMembers();
    void writesMembers();
    void rejectsMembers_data();
    void rejectsMembers();
};

void ConversationTest::readsWhatItWrites_data()
{
    QTest::addColumn<Conversation>("conversation");

    QTest::newRow("every field") << sampleConversation();
    Conversation bare{.id = ConversationId(7),
                      .members = {{.user = u"ada"_s}, {.user = u"grace"_s}},
                      .memberCount = 2,
                      .membership = MembershipId(1),
                      .updatedAt = sampleTime()};
    QTest::newRow("a new one") << bare;
    bare.own.mutedUntil = OwnState::mutedForever;
    QTest::newRow("one muted forever") << bare;
}

void ConversationTest::readsWhatItWrites()
{
    QFETCH(Conversation, conversation);
    const auto read = Conversation::fromJson(written(conversation));
    QVERIFY(read);
    QCOMPARE(*read, conversation);
}

void ConversationTest::saysHowLongItIsMuted_data()
{
    QTest::addColumn<std::optional<Timestamp>>("until");
    QTest::addColumn<QJsonValue>("muted");

    QTest::newRow("not") << std::optional<Timestamp>() << QJsonValue();
    QTest::newRow("until a time") << std::optional(sampleTime()) << QJsonValue(u"2026-11-21T06:00:00.000Z"_s);
    QTest::newRow("forever") << std::optional(OwnState::mutedForever) << QJsonValue(u"forever"_s);
}

void ConversationTest::saysHowLongItIsMuted()
{
    QFETCH(std::optional<Timestamp>, until);
    Conversation conversation = sampleConversation();
    conversation.own.mutedUntil = until;
    const QJsonObject json = written(conversation);
    QVERIFY(json.contains(u"muted"_s));
    QTEST(json[u"muted"_s], "muted");
}

void ConversationTest::rejects_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    for (const auto &field : {u"id"_s, u"kind"_s, u"members"_s, u"memberCount"_s, u"membership"_s,
                              u"firstSeq"_s, u"lastSeq"_s, u"change"_s, u"own"_s, u"unread"_s,
                              u"markedUnread"_s, u"state"_s, u"pinned"_s, u"archived"_s, u"updatedAt"_s}) {
        QTest::newRow(qPrintable(field + " is missing"_L1)) << field << QJsonValue(QJsonValue::Undefined);
        QTest::newRow(qPrintable(field + " is null"_L1)) << field << QJsonValue();
        QTest::newRow(qPrintable(field + " is of another type"_L1)) << field << QJsonValue(QJsonObject());
    }
    QTest::newRow("kind is unknown") << u"kind"_s << QJsonValue(u"trio"_s);
    QTest::newRow("title is a number") << u"title"_s << QJsonValue(7);
    QTest::newRow("members hold a name") << u"members"_s << QJsonValue(QJsonArray{u"ada"_s});
    QTest::newRow("unread is beyond its cap") << u"unread"_s << QJsonValue(Limits::unread + 1);
    QTest::newRow("lastSeq is negative") << u"lastSeq"_s << QJsonValue(-1);
    QTest::newRow("muted is true") << u"muted"_s << QJsonValue(true);
    QTest::newRow("muted is a word") << u"muted"_s << QJsonValue(u"always"_s);
    QTest::newRow("lastMessage is a text") << u"lastMessage"_s << QJsonValue(u"hello"_s);
    QTest::newRow("lastMessage is not whole") << u"lastMessage"_s << QJsonValue(QJsonObject());
}

void ConversationTest::rejects()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = written(sampleConversation());
    json[field] = value;
    const auto read = Conversation::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
}

void ConversationTest::findsMembers()
{
    const Conversation conversation = sampleConversation();
    const Member *grace = conversation.member(u"grace");
    QVERIFY(grace);
    QCOMPARE(grace->readSeq, Seq(4));
    QVERIFY(!conversation.member(u"linus"));
}

void ConversationTest::writesMembers()
{
    Member member{.user = u"ada"_s, .role = MemberRole::Owner, .readSeq = Seq(1), .deliveredSeq = Seq(2)};
    QCOMPARE(toJson(member), R"({"user":"ada","role":"owner","readSeq":1,"deliveredSeq":2})");
    member.left = true;
    const auto read = Member::fromJson(written(member));
    QVERIFY(read);
    QCOMPARE(*read, member);
}

void ConversationTest::rejectsMembers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");

    QTest::newRow("user is missing") << QByteArray(R"({"role":"member","readSeq":0,"deliveredSeq":0})")
                                     << u"user"_s;
    QTest::newRow("role is missing") << QByteArray(R"({"user":"ada","readSeq":0,"deliveredSeq":0})")
                                     << u"role"_s;
    QTest::newRow("readSeq is a text")
        << QByteArray(R"({"user":"ada","role":"member","readSeq":"0","deliveredSeq":0})") << u"readSeq"_s;
    QTest::newRow("deliveredSeq is missing")
        << QByteArray(R"({"user":"ada","role":"member","readSeq":0})") << u"deliveredSeq"_s;
    QTest::newRow("left is a number")
        << QByteArray(R"({"user":"ada","role":"member","readSeq":0,"deliveredSeq":0,"left":1})") << u"left"_s;
}

void ConversationTest::rejectsMembers()
{
    QFETCH(QByteArray, json);
    const auto read = Member::fromJson(parsed(json));
    QVERIFY(!read);
    QTEST(read.error().field, "field");
}

CONFAB_TEST(ConversationTest)
#include "conversationtest.moc"
