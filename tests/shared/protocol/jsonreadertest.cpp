// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonreader.h"

#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class JsonReaderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesAnObject_data();
    void parsesAnObject();
    void rejectsWhatIsNoObject_data();
    void rejectsWhatIsNoObject();
    void readsEveryKindOfField();
    void readsFieldsWithoutATree();
    void readsWholeNumbers_data();
    void readsWholeNumbers();
    void rejectsNumbers_data();
    void rejectsNumbers();
    void rejectsUuids_data();
    void rejectsUuids();
    void takesNullForAbsent();
    void remembersTheFirstWrongField();
    void saysWhereANestedObjectIsWrong();
    void rejectsListsOfSomethingElse_data();
    void rejectsListsOfSomethingElse();
    void goesOnAfterAWrongField();
};

void JsonReaderTest::parsesAnObject_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("an empty one") << QByteArray("{}");
    QTest::newRow("one with white space around") << QByteArray(" \r\n\t{ } \n");
    QTest::newRow("one of every kind") << QByteArray(R"({"a":[1,-2.5e3,true,false,null,"x",{}]})");
    QTest::newRow("a pair of escapes") << QByteArray(R"({"a":"\ud83d\ude00"})");
    QTest::newRow("a lone surrogate, which the field's reader rejects") << QByteArray(R"({"a":"\ud800"})");
}

void JsonReaderTest::parsesAnObject()
{
    QFETCH(QByteArray, json);
    QVERIFY(parseJsonObject(json));
    QVERIFY(JsonFields().parse(json));
}

void JsonReaderTest::rejectsWhatIsNoObject_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("white space") << QByteArray("  ");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("a string") << QByteArray(R"("a")");
    QTest::newRow("a number") << QByteArray("7");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("half of one") << QByteArray(R"({"a":)");
    QTest::newRow("one without its end") << QByteArray(R"({"a":1)");
    QTest::newRow("one without quotes") << QByteArray(R"({a:1})");
    QTest::newRow("single quotes") << QByteArray(R"({'a':1})");
    QTest::newRow("a comma too many") << QByteArray(R"({"a":1,})");
    QTest::newRow("two of them") << QByteArray("{}{}");
    QTest::newRow("something behind it") << QByteArray("{} x");
    QTest::newRow("a comment") << QByteArray("{/**/}");
    QTest::newRow("NaN") << QByteArray(R"({"a":NaN})");
    QTest::newRow("a plus sign") << QByteArray(R"({"a":+1})");
    QTest::newRow("a line break within a text") << QByteArray("{\"a\":\"b\nc\"}");
    QTest::newRow("NUL within a text") << QByteArray("{\"a\":\"b\0c\"}", 11);
    QTest::newRow("a leading zero") << QByteArray(R"({"a":01})");
    QTest::newRow("a dot without a digit behind") << QByteArray(R"({"a":1.})");
    QTest::newRow("a dot without a digit before") << QByteArray(R"({"a":.5})");
    QTest::newRow("an exponent without digits") << QByteArray(R"({"a":1e})");
    QTest::newRow("a minus alone") << QByteArray(R"({"a":-})");
    QTest::newRow("a number beyond every range") << QByteArray(R"({"a":1e400})");
    QTest::newRow("true in capitals") << QByteArray(R"({"a":True})");
    QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf{}");
    QTest::newRow("an unknown escape") << QByteArray(R"({"a":"\x"})");
    QTest::newRow("half an escape") << QByteArray(R"({"a":"\u12"})");
    QTest::newRow("a byte that is no UTF-8") << QByteArray("{\"a\":\"\xff\"}");
    QTest::newRow("half a character") << QByteArray("{\"a\":\"\xc5\"}");
    QTest::newRow("an overlong slash") << QByteArray("{\"a\":\"\xc0\xaf\"}");
    QTest::newRow("an overlong NUL") << QByteArray("{\"a\":\"\xc0\x80\"}");
    QTest::newRow("a surrogate in UTF-8") << QByteArray("{\"a\":\"\xed\xa0\x80\"}");
    QTest::newRow("beyond Unicode") << QByteArray("{\"a\":\"\xf4\x90\x80\x80\"}");
    QTest::newRow("UTF-16") << QByteArray("{\0}\0", 4);
    QTest::newRow("NUL behind it") << QByteArray("{}\0", 3);
    QTest::newRow("ten thousand brackets") << QByteArray(QByteArray(R"({"a":)") + QByteArray(10'000, '['));
    QTest::newRow("ten thousand objects in each other")
        << QByteArray(QByteArray(R"({"a":)").repeated(10'000));
}

void JsonReaderTest::rejectsWhatIsNoObject()
{
    QFETCH(QByteArray, json);
    const auto result = parseJsonObject(json);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Malformed);
    const auto parsed = JsonFields().parse(json);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::Malformed);
}

void JsonReaderTest::readsEveryKindOfField()
{
    JsonReader read{
        parsed(R"({"text":"Žofie 😀","yes":true,"number":7,"id":"9","seq":5,"list":["a","b"],"object":{"x":1},
        "uuid":"019340A0-5F2E-7C1B-9D3E-0A1B2C3D4E5F","time":"2026-11-21T07:00:00+01:00","array":[1]})")};
    QCOMPARE(read.text("text"_L1, 7), u"Žofie 😀"_s);
    QCOMPARE(read.boolean("yes"_L1), true);
    QCOMPARE(read.integer("number"_L1, 1, 7), 7);
    QCOMPARE(read.id<SessionId>("id"_L1), SessionId(9));
    QCOMPARE(read.number<Seq>("seq"_L1), Seq(5));
    QCOMPARE(read.texts("list"_L1, 1, 2), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(read.object("object"_L1).size(), 1);
    QCOMPARE(read.array("array"_L1).size(), 1);
    QCOMPARE(read.uuid("uuid"_L1), sampleUuid());
    QCOMPARE(read.timestamp("time"_L1), sampleTime());
    QVERIFY(read.finish(0));
}

void JsonReaderTest::readsFieldsWithoutATree()
{
    const QByteArray json = R"( {"text" : "Žofie 😀","escaped":"a\"\ud83d\ude00\n", "yes":true,"no" :false,
        "nothing":null,"numb\u0065r":-7,"twice":1,"twice":"2","list":["a","b]}"],"object":{"x":{"y":[1]}},
        "uuid":"019340A0-5F2E-7C1B-9D3E-0A1B2C3D4E5F","":5} )";
    JsonFields fields;
    QVERIFY(fields.parse(json));
    JsonReader read{fields};
    QCOMPARE(read.text("text"_L1, 7), u"Žofie 😀"_s);
    QCOMPARE(read.text("escaped"_L1, 4), u"a\"😀\n"_s);
    QCOMPARE(read.boolean("yes"_L1), true);
    QCOMPARE(read.boolean("no"_L1), false);
    QVERIFY(!read.has("nothing"_L1));
    QVERIFY(!read.has("absent"_L1));
    QVERIFY(read.isNumber("number"_L1));
    QVERIFY(!read.isNumber("text"_L1));
    QCOMPARE(read.integer("number"_L1, -7, 0), -7);
    QCOMPARE(read.id<SessionId>("twice"_L1), SessionId(2));
    QCOMPARE(read.texts("list"_L1, 3, 2), QStringList({u"a"_s, u"b]}"_s}));
    QCOMPARE(read.object("object"_L1)[u"x"_s][u"y"_s][0], QJsonValue(1));
    QCOMPARE(read.uuid("uuid"_L1), sampleUuid());
    QCOMPARE(read.integer(""_L1, 5, 5), 5);
    QVERIFY(read.finish(0));
    read.text("text"_L1, 6);
    QCOMPARE(read.finish(0).error().detail, u"is longer than 6 characters"_s);
}

void JsonReaderTest::readsWholeNumbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("number");

    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("minus zero") << QByteArray("-0") << qint64(0);
    QTest::newRow("one with a fraction of nothing") << QByteArray("5.0") << qint64(5);
    QTest::newRow("one with an exponent") << QByteArray("5e2") << qint64(500);
    QTest::newRow("the largest") << QByteArray("9007199254740991") << JsonReader::maxNumber;
}

void JsonReaderTest::readsWholeNumbers()
{
    QFETCH(QByteArray, json);
    JsonReader read{parsed(R"({"n":)" + json + "}")};
    QTEST(read.integer("n"_L1, 0, JsonReader::maxNumber), "number");
    QVERIFY(read.finish(0));

    JsonFields fields;
    const QByteArray text = R"({"n":)" + json + "}";
    QVERIFY(fields.parse(text));
    JsonReader again{fields};
    QTEST(again.integer("n"_L1, 0, JsonReader::maxNumber), "number");
    QVERIFY(again.finish(0));
}

void JsonReaderTest::rejectsNumbers_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("a fraction") << QByteArray("1.5");
    QTest::newRow("under the least") << QByteArray("-1");
    QTest::newRow("one more than the largest") << QByteArray("9007199254740992");
    QTest::newRow("two more than the largest, which rounds") << QByteArray("9007199254740993");
    QTest::newRow("one that wraps round in 64 bits") << QByteArray("18446744073709551617");
    QTest::newRow("a huge one") << QByteArray("1e300");
    QTest::newRow("a string") << QByteArray(R"("5")");
    QTest::newRow("true") << QByteArray("true");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("an array") << QByteArray("[5]");
}

void JsonReaderTest::rejectsNumbers()
{
    QFETCH(QByteArray, json);
    JsonReader read{parsed(R"({"n":)" + json + "}")};
    read.integer("n"_L1, 0, JsonReader::maxNumber);
    const auto result = read.finish(0);
    QVERIFY(!result);
    QCOMPARE(result.error().field, u"n"_s);
}

void JsonReaderTest::rejectsUuids_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("a word") << u"seven"_s;
    QTest::newRow("the nil UUID") << u"00000000-0000-0000-0000-000000000000"_s;
    QTest::newRow("braces") << u"{019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f}"_s;
    QTest::newRow("braces within 36 characters") << u"{019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e}"_s;
    QTest::newRow("no hyphens") << u"019340a05f2e7c1b9d3e0a1b2c3d4e5f"_s;
    QTest::newRow("hyphens in the wrong places") << u"019340a05-f2e-7c1b-9d3e-0a1b2c3d4e5f"_s;
    QTest::newRow("a digit too few") << u"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5"_s;
    QTest::newRow("a digit too many") << u"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f0"_s;
    QTest::newRow("a letter beyond f") << u"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5g"_s;
    QTest::newRow("a sign among the digits") << u"+19340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f"_s;
    QTest::newRow("a blank for a digit") << u" 19340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f"_s;
    QTest::newRow("a URN") << u"urn:uuid:019340a0-5f2e-7c1b-9d3e-0a1"_s;
    QTest::newRow("digits of another script") << u"٠19340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f"_s;
}

void JsonReaderTest::rejectsUuids()
{
    QFETCH(QString, text);
    JsonReader read{QJsonObject{{u"u"_s, text}}};
    read.uuid("u"_L1);
    QVERIFY(!read.finish(0));
}

void JsonReaderTest::takesNullForAbsent()
{
    JsonReader read{parsed(R"({"a":null})")};
    for (const auto name : {"a"_L1, "b"_L1}) {
        QVERIFY(!read.has(name));
        QVERIFY(!read.optionalText(name, 1));
        QVERIFY(!read.optionalBoolean(name));
        QVERIFY(!read.optionalInteger(name, 0, 1));
        QVERIFY(!read.optionalTimestamp(name));
        QVERIFY(!read.optionalId<AccountId>(name));
        QVERIFY(!read.optionalNumber<Seq>(name));
    }
    QVERIFY(read.finish(0));
}

void JsonReaderTest::remembersTheFirstWrongField()
{
    JsonReader read{parsed(R"({"a":"long","b":true,"c":"x"})")};
    read.text("c"_L1, 1);
    read.text("a"_L1, 3);
    read.text("b"_L1, 3);
    const auto result = read.finish(0);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidField);
    QCOMPARE(result.error().field, u"a"_s);
    QCOMPARE(result.error().detail, u"is longer than 3 characters"_s);
}

void JsonReaderTest::saysWhereANestedObjectIsWrong()
{
    JsonReader read{parsed(R"({"list":[{"user":"ada","role":"member","readSeq":"x","deliveredSeq":0}]})")};
    read.nestedList<Member>("list"_L1);
    const auto result = read.finish(0);
    QVERIFY(!result);
    QCOMPARE(result.error().field, u"list"_s);
    QVERIFY(result.error().detail.contains(u"readSeq"));
}

void JsonReaderTest::rejectsListsOfSomethingElse_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("no list") << QByteArray(R"({"l":"a"})");
    QTest::newRow("missing") << QByteArray("{}");
    QTest::newRow("null") << QByteArray(R"({"l":null})");
    QTest::newRow("a number among texts") << QByteArray(R"({"l":["a",7]})");
    QTest::newRow("null among texts") << QByteArray(R"({"l":[null]})");
    QTest::newRow("a text too long") << QByteArray(R"({"l":["abc"]})");
    QTest::newRow("a lone surrogate") << QByteArray(R"({"l":["\udc00"]})");
    QTest::newRow("NUL") << QByteArray(R"({"l":["\u0000"]})");
    QTest::newRow("too many") << QByteArray(R"({"l":["a","b","c"]})");
}

void JsonReaderTest::rejectsListsOfSomethingElse()
{
    QFETCH(QByteArray, json);
    JsonReader read{parsed(json)};
    read.texts("l"_L1, 2, 2);
    const auto result = read.finish(0);
    QVERIFY(!result);
    QCOMPARE(result.error().field, u"l"_s);
}

void JsonReaderTest::goesOnAfterAWrongField()
{
    JsonReader read{parsed(R"({"a":1,"b":"kept"})")};
    QCOMPARE(read.text("a"_L1, 1), QString());
    QCOMPARE(read.text("b"_L1, 4), u"kept"_s);
    QVERIFY(!read.finish(0));
}

CONFAB_TEST(JsonReaderTest)
#include "jsonreadertest.moc"
