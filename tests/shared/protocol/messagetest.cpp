// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/message.h"
#include "shared/core/limits.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class MessageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void writesItsShape();
    void rejects_data();
    void rejects();
    void namesItselfAnywhere();
    void rejectsIds_data();
    void rejectsIds();
};

void MessageTest::readsWhatItWrites_data()
{
    QTest::addColumn<Message>("message");

    QTest::newRow("every field") << sampleMessage();
    Message bare = sampleMessage();
    bare.editedAt = {};
    bare.replyTo = {};
    QTest::newRow("no optional field") << bare;
    bare.deleted = true;
    bare.body.clear();
    QTest::newRow("a tombstone") << bare;
    bare.kind = MessageKind::Event;
    QTest::newRow("an event") << bare;
    bare.body = u"😀"_s.repeated(Limits::body);
    QTest::newRow("the longest body") << bare;
}

void MessageTest::readsWhatItWrites()
{
    QFETCH(Message, message);
    const auto read = Message::fromJson(written(message));
    QVERIFY(read);
    QCOMPARE(*read, message);
}

void MessageTest::writesItsShape()
{
    Message message = sampleMessage();
    message.body = u"Hello"_s;
    message.editedAt = {};
    message.replyTo = {};
    message.reactions = {};
    QCOMPARE(toJson(message),
             R"({"id":"7.5","conversation":"7","seq":5,"change":42,"kind":"text",)"
             R"("clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","sender":"ada",)"
             R"("sentAt":"2026-11-21T06:00:00.000Z","body":"Hello","attachments":[],"reactions":[]})");
}

void MessageTest::rejects_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    const QJsonValue missing(QJsonValue::Undefined);
    for (const auto &field : {u"conversation"_s, u"seq"_s, u"change"_s, u"kind"_s, u"clientId"_s, u"sender"_s,
                              u"sentAt"_s, u"body"_s, u"reactions"_s}) {
        QTest::newRow(qPrintable(field + " is missing"_L1)) << field << missing;
        QTest::newRow(qPrintable(field + " is null"_L1)) << field << QJsonValue();
        QTest::newRow(qPrintable(field + " is of another type"_L1)) << field << QJsonValue(true);
    }
    QTest::newRow("conversation is a number") << u"conversation"_s << QJsonValue(7);
    QTest::newRow("seq is negative") << u"seq"_s << QJsonValue(-1);
    QTest::newRow("change is a fraction") << u"change"_s << QJsonValue(1.5);
    QTest::newRow("kind is unknown") << u"kind"_s << QJsonValue(u"video"_s);
    QTest::newRow("clientId is no UUID") << u"clientId"_s << QJsonValue(u"seven"_s);
    QTest::newRow("sentAt is no time") << u"sentAt"_s << QJsonValue(u"noon"_s);
    QTest::newRow("body is too long") << u"body"_s << QJsonValue(QString(Limits::body + 1, u'x'));
    QTest::newRow("editedAt is no time") << u"editedAt"_s << QJsonValue(u"noon"_s);
    QTest::newRow("deleted is a number") << u"deleted"_s << QJsonValue(1);
    QTest::newRow("a reaction is a text") << u"reactions"_s << QJsonValue(QJsonArray{u"👍"_s});
    QTest::newRow("a reaction of nobody")
        << u"reactions"_s << QJsonValue(QJsonArray{QJsonObject{{u"emoji"_s, u"👍"_s}}});
    QTest::newRow("replyTo is a text") << u"replyTo"_s << QJsonValue(u"4"_s);
}

void MessageTest::rejects()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = written(sampleMessage());
    json[field] = value;
    const auto read = Message::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
}

void MessageTest::namesItselfAnywhere()
{
    const MessageId id = sampleMessage().id();
    QCOMPARE(id.toString(), u"7.5"_s);
    QCOMPARE(MessageId::fromString(u"7.5"), std::optional(id));
    const MessageId largest{ConversationId(std::numeric_limits<qint64>::max()), Seq(JsonReader::maxNumber)};
    QCOMPARE(MessageId::fromString(largest.toString()), std::optional(largest));
}

void MessageTest::rejectsIds_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("a dot") << u"."_s;
    QTest::newRow("no dot") << u"75"_s;
    QTest::newRow("no conversation") << u".5"_s;
    QTest::newRow("no seq") << u"7."_s;
    QTest::newRow("two dots") << u"7.5.1"_s;
    QTest::newRow("seq zero") << u"7.0"_s;
    QTest::newRow("a leading zero") << u"7.05"_s;
    QTest::newRow("a negative seq") << u"7.-5"_s;
    QTest::newRow("an exponent") << u"7.5e1"_s;
    QTest::newRow("blanks") << u"7. 5"_s;
    QTest::newRow("a seq beyond 64 bits") << u"7.9223372036854775808"_s;
}

void MessageTest::rejectsIds()
{
    QFETCH(QString, text);
    QVERIFY(!MessageId::fromString(text));
}

CONFAB_TEST(MessageTest)
#include "messagetest.moc"
