// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/contract/schemachecker.h"

#include "tests/support/testcase.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The checker objects: without this, every test that uses it might pass for nothing.
class SchemaCheckerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBothFiles();
    void objects_data();
    void objects();
    void accepts_data();
    void accepts();
    void takesEveryExampleOfTheContract();

private:
    const Contract m_contract;
};

namespace {

QJsonValue parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson("[" + json + "]").array().at(0);
}

Contract::Schema schemaOf(const QByteArray &json)
{
    return {Contract::File::OpenApi, parsed(json).toObject()};
}

} // namespace

void SchemaCheckerTest::readsBothFiles()
{
    const QJsonObject openApi = m_contract.file(Contract::File::OpenApi);
    QCOMPARE(openApi["openapi"_L1], "3.1.0"_L1);
    QCOMPARE(m_contract.file(Contract::File::AsyncApi)["asyncapi"_L1], "3.0.0"_L1);
    QVERIFY(openApi["info"_L1].toObject()["description"_L1].toString().contains(u"# Guarantees"));
    QVERIFY(m_contract.operations().size() > 20);
    QVERIFY(m_contract.frames(Contract::Side::Client).contains(u"send"_s));
}

void SchemaCheckerTest::objects_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");

    const auto row = [](const char *name, const QByteArray &schema, const QByteArray &value) {
        QTest::newRow(name) << schema << value;
    };
    row("another type", R"({"type":"string"})", "7");
    row("none of the types", R"({"type":["string","null"]})", "7");
    row("a fraction for an integer", R"({"type":"integer"})", "1.5");
    row("another constant", R"({"const":"a"})", R"("b")");
    row("none of the names", R"({"enum":["a","b"]})", R"("c")");
    row("too small", R"({"minimum":2})", "1");
    row("too large", R"({"maximum":2})", "3");
    row("too short", R"({"minLength":2})", R"("😀")");
    row("too long", R"({"maxLength":2})", R"("abc")");
    row("another pattern", R"({"pattern":"^a+$"})", R"("ab")");
    row("a field missing", R"({"required":["a"],"properties":{"a":{},"b":{}}})", R"({"b":1})");
    row("a field of another type", R"({"properties":{"a":{"type":"string"}}})", R"({"a":1})");
    row("a field that is not named", R"({"properties":{"a":{}}})", R"({"a":1,"b":1})");
    row("another field of another type", R"({"additionalProperties":{"type":"string"}})", R"({"a":1})");
    row("a field's name", R"({"propertyNames":{"maxLength":1},"additionalProperties":{}})", R"({"ab":1})");
    row("too many fields", R"({"maxProperties":1,"additionalProperties":{}})", R"({"a":1,"b":1})");
    row("an item", R"({"items":{"type":"string"}})", R"(["a",1])");
    row("an item of a place", R"({"prefixItems":[{"type":"string"}]})", "[1]");
    row("one item too many", R"({"prefixItems":[{}],"items":false})", "[1,2]");
    row("too few items", R"({"minItems":2})", "[1]");
    row("too many items", R"({"maxItems":1})", "[1,2]");
    row("none of the options", R"({"oneOf":[{"type":"string"},{"type":"null"}]})", "1");
    row("both of the options", R"({"oneOf":[{"type":"integer"},{"minimum":0}]})", "1");
    row("one of all", R"({"allOf":[{"type":"integer"},{"minimum":2}]})", "1");
    row("what is referred to", R"({"$ref":"#/components/schemas/Username"})", R"("x")");
    row("beside what is referred to", R"({"$ref":"#/components/schemas/Username","maxLength":3})",
        R"("grace")");
    row("a keyword that is not checked", R"({"not":{}})", "1");
    row("no schema", "{}", "1");
}

void SchemaCheckerTest::objects()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QVERIFY(!SchemaChecker(m_contract).objections(parsed(value), schemaOf(schema)).isEmpty());
}

void SchemaCheckerTest::accepts_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");

    const auto row = [](const char *name, const QByteArray &schema, const QByteArray &value) {
        QTest::newRow(name) << schema << value;
    };
    row("one of the types", R"({"type":["string","null"]})", "null");
    row("a length in code points", R"({"minLength":2,"maxLength":2})", R"("😀😀")");
    row("limits of what it is not", R"({"minLength":2,"minimum":2,"minItems":2,"required":["a"]})", "true");
    row("fields of all parts", R"({"allOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]})",
        R"({"a":1,"b":1})");
    row("exactly one option", R"({"oneOf":[{"type":"string"},{"type":"null"}]})", "null");
    row("a pair", R"({"prefixItems":[{"type":"integer"},{"type":"string"}],"items":false,"minItems":2})",
        R"([1,"a"])");
}

void SchemaCheckerTest::accepts()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    QCOMPARE(SchemaChecker(m_contract).objections(parsed(value), schemaOf(schema)), QStringList());
}

void SchemaCheckerTest::takesEveryExampleOfTheContract()
{
    const SchemaChecker checker(m_contract);
    const QJsonObject components = m_contract.file(Contract::File::OpenApi)["components"_L1].toObject();
    const QStringList names = components["schemas"_L1].toObject().keys();
    for (const QString &name : names) {
        const Contract::Schema schema = m_contract.schema(name);
        for (const QJsonValue &example : schema.json["examples"_L1].toArray())
            QCOMPARE(checker.objections(example, schema), QStringList());
    }
    const QJsonObject async = m_contract.file(Contract::File::AsyncApi)["components"_L1].toObject();
    for (const QJsonValue &message : async["messages"_L1].toObject()) {
        const Contract::Schema schema{Contract::File::AsyncApi, message["payload"_L1].toObject()};
        QVERIFY(!message["examples"_L1].toArray().isEmpty());
        for (const QJsonValue &example : message["examples"_L1].toArray())
            QCOMPARE(checker.objections(example["payload"_L1], schema), QStringList());
    }
}

CONFAB_TEST(SchemaCheckerTest)
#include "schemacheckertest.moc"
