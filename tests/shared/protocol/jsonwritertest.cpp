// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonwriter.h"

#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

#include <QJsonDocument>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class JsonWriterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesText_data();
    void writesText();
    void writesEveryCodePointAsQtReadsIt();
    void writesNumbers_data();
    void writesNumbers();
    void writesValues();
    void leavesOutWhatIsEmpty();
    void putsCommasBetween();
    void escapesKeysThatAreData();
    void writesObjectsAndLists();
    void appendsToWhatIsThere();
    void leavesACopyAlone();
    void endsWhereTheLastValueEnds();
};

namespace {

/// The only value of an array that Qt's own parser reads from `json`.
QJsonValue readByQt(const QByteArray &json)
{
    const QJsonArray array = QJsonDocument::fromJson("[" + json + "]").array();
    return array.size() == 1 ? array.first() : QJsonValue(QJsonValue::Undefined);
}

template <typename T>
QByteArray textOf(const T &content)
{
    QByteArray out;
    JsonWriter(out).value(content);
    return out;
}

} // namespace

void JsonWriterTest::writesText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("nothing") << QString() << QByteArray(R"("")");
    QTest::newRow("ASCII") << u"Ada"_s << QByteArray(R"("Ada")");
    QTest::newRow("quotes") << uR"(a"b)"_s << QByteArray(R"("a\"b")");
    QTest::newRow("a backslash") << uR"(a\b)"_s << QByteArray(R"("a\\b")");
    QTest::newRow("escapes at both ends")
        << u"\n12345678901234567890\n"_s << QByteArray(R"("\n12345678901234567890\n")");
    QTest::newRow("an escape behind what is not ASCII") << uR"(ž")"_s << QByteArray("\"\xc5\xbe\\\"\"");
    QTest::newRow("a slash, which needs no escape") << u"a/b"_s << QByteArray(R"("a/b")");
    QTest::newRow("what has a short escape") << u"\n\r\t"_s << QByteArray(R"("\n\r\t")");
    QTest::newRow("other controls") << u"\u0001\u001f"_s << QByteArray(R"("\u0001\u001f")");
    QTest::newRow("DEL, which needs no escape") << u"\u007f"_s << QByteArray("\"\x7f\"");
    QTest::newRow("two bytes") << u"ž"_s << QByteArray("\"\xc5\xbe\"");
    QTest::newRow("three bytes") << u"字"_s << QByteArray("\"\xe5\xad\x97\"");
    QTest::newRow("a pair of surrogates is four bytes") << u"😀"_s << QByteArray("\"\xf0\x9f\x98\x80\"");
    QTest::newRow("a pair beside escapes") << u"\"😀\""_s << QByteArray("\"\\\"\xf0\x9f\x98\x80\\\"\"");
}

void JsonWriterTest::writesText()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    QCOMPARE(textOf(text), json);
    QCOMPARE(textOf(QUtf8StringView(text.toUtf8())), json);
    QCOMPARE(readByQt(json).toString(), text);
}

void JsonWriterTest::writesEveryCodePointAsQtReadsIt()
{
    constexpr char32_t last = 0x10FFFF;
    constexpr char32_t run = 0x400;
    for (char32_t start = 1; start <= last; start += run) {
        QString text;
        for (char32_t c = start; c < start + run && c <= last; ++c) {
            if (!QChar::isSurrogate(c))
                text.append(QString::fromUcs4(&c, 1));
        }
        QCOMPARE(textOf(QUtf8StringView(text.toUtf8())), textOf(text));
        const QJsonValue read = readByQt(textOf(text));
        QVERIFY2(read.isString() && read.toString() == text,
                 qPrintable(u"from U+%1"_s.arg(uint(start), 4, 16)));
    }
}

void JsonWriterTest::writesNumbers_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("zero") << qint64(0) << QByteArray("0");
    QTest::newRow("a negative one") << qint64(-7) << QByteArray("-7");
    QTest::newRow("the largest that JSON carries")
        << qint64(9007199254740991) << QByteArray("9007199254740991");
    QTest::newRow("the largest") << std::numeric_limits<qint64>::max() << QByteArray("9223372036854775807");
    QTest::newRow("the smallest") << std::numeric_limits<qint64>::min() << QByteArray("-9223372036854775808");
}

void JsonWriterTest::writesNumbers()
{
    QFETCH(qint64, number);
    QTEST(textOf(number), "json");
}

void JsonWriterTest::writesValues()
{
    QCOMPARE(textOf(true), "true");
    QCOMPARE(textOf(false), "false");
    QCOMPARE(textOf(nullptr), "null");
    QCOMPARE(textOf(7), "7");
    QCOMPARE(textOf("ada"_L1), R"("ada")");
    QCOMPARE(textOf("\xe4"_L1), "\"\xc3\xa4\"");
    QCOMPARE(textOf(sampleTime()), R"("2026-11-21T06:00:00.000Z")");
    QCOMPARE(textOf(sampleUuid()), R"("019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f")");
    QCOMPARE(textOf(ConversationId(7)), R"("7")");
    QCOMPARE(textOf(Seq(7)), "7");
}

void JsonWriterTest::leavesOutWhatIsEmpty()
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field("a"_L1, std::optional<QString>());
    json.field("b"_L1, std::optional(0));
    json.field("c"_L1, std::optional<bool>());
    json.field("d"_L1, std::optional(QString()));
    json.endObject();
    QCOMPARE(out, R"({"b":0,"d":""})");
}

void JsonWriterTest::putsCommasBetween()
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("a"_L1);
    json.beginArray();
    json.endArray();
    json.key("b"_L1);
    json.beginArray();
    json.value(1);
    json.beginObject();
    json.endObject();
    json.raw("[2,3]");
    json.value(nullptr);
    json.endArray();
    json.field("c"_L1, true);
    json.endObject();
    QCOMPARE(out, R"({"a":[],"b":[1,{},[2,3],null],"c":true})");
}

void JsonWriterTest::escapesKeysThatAreData()
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key(uR"(a"b)");
    json.value(1);
    json.key(u"😀");
    json.value(2);
    json.endObject();
    QCOMPARE(parsed(out), QJsonObject({{uR"(a"b)"_s, 1}, {u"😀"_s, 2}}));
}

void JsonWriterTest::writesObjectsAndLists()
{
    QCOMPARE(textOf(QStringList{}), "[]");
    QCOMPARE(textOf(QStringList{u"a"_s, u"b"_s}), R"(["a","b"])");
    QCOMPARE(textOf(QList<ConversationId>{ConversationId(1), ConversationId(2)}), R"(["1","2"])");
    const Member member{.user = u"ada"_s};
    QCOMPARE(textOf(QList<Member>{member, member}),
             R"([{"user":"ada","role":"member","readSeq":0,"deliveredSeq":0},)"
             R"({"user":"ada","role":"member","readSeq":0,"deliveredSeq":0}])");
}

void JsonWriterTest::appendsToWhatIsThere()
{
    QByteArray out("numbers=");
    QByteArray expected = "numbers=[0";
    {
        JsonWriter json(out);
        json.beginArray();
        for (int number = 0; number < 10'000; ++number)
            json.value(number);
        json.endArray();
    }
    for (int number = 1; number < 10'000; ++number)
        expected += ',' + QByteArray::number(number);
    QCOMPARE(out, expected + ']');
}

void JsonWriterTest::leavesACopyAlone()
{
    QByteArray out;
    out.reserve(1000);
    out.append("[");
    const QByteArray copy = out;
    JsonWriter(out).value(u"Ada"_s);
    QCOMPARE(copy, "[");
    QCOMPARE(out, R"(["Ada")");
}

void JsonWriterTest::endsWhereTheLastValueEnds()
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field("list"_L1, QList<int>{1, 2});
    json.endObject();
    QCOMPARE(out, R"({"list":[1,2]})"); // also while the writer lives
    json.value(QString(1000, u'\n'));
    QCOMPARE(out.size(), 14 + 1 + 2 + 2000);
}

CONFAB_TEST(JsonWriterTest)
#include "jsonwritertest.moc"
