// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonreader.h"
#include "tests/server/api/contract/schemachecker.h"
#include "tests/shared/protocol/requesttable.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// A client that keeps to the schemas sends what the server reads, and what the server refuses the schemas
/// refuse: both are held against the same tables.
class RequestSchemaTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasATableForEveryBody();
    void hasATableForEveryFrame();
    void acceptsWhatTheServerReads_data();
    void acceptsWhatTheServerReads();
    void refusesWhatTheServerRefuses_data();
    void refusesWhatTheServerRefuses();

private:
    /// The request of the present row.
    [[nodiscard]] static QJsonObject request();
    void addRows(QList<Row> (*rowsOf)(const QList<Field> &));

    const Contract m_contract;
};

namespace {

/// What a schema cannot say and the introduction says in words: which characters text is of, that it is
/// trimmed, what ids look like inside (they are opaque), and which dates there are.
bool isBeyondSchemas(const QByteArray &row)
{
    static const QByteArrayList words{
        "NUL", "surrogate", "blank", "no id: ", "no time: ", "no UUID: the nil", "no emoji: "};
    return std::any_of(words.begin(), words.end(),
                       [&](const QByteArray &word) { return row.contains(word); });
}

/// The type of the frame that a table is for: its first word.
QString typeOf(const RequestTable &table)
{
    return QString::fromLatin1(table.name.split(' ').first());
}

/// Method and path: the first two words.
QString operationOf(const RequestTable &table)
{
    return QString::fromLatin1(table.name).section(u' ', 0, 1);
}

} // namespace

void RequestSchemaTest::hasATableForEveryBody()
{
    QStringList described;
    for (const QString &operation : m_contract.operations()) {
        if (!m_contract.requestSchema(operation).json.isEmpty())
            described.append(operation);
    }
    // The two marks have one body.
    described.removeOne(u"PUT /conversations/{id}/delivered"_s);
    QStringList tables;
    for (const RequestTable &table : requestTables())
        tables.append(operationOf(table));
    tables.removeDuplicates();
    described.sort();
    tables.sort();
    QCOMPARE(tables, described);
    QCOMPARE(m_contract.requestSchema(u"PUT /conversations/{id}/delivered"_s).json,
             m_contract.requestSchema(u"PUT /conversations/{id}/read"_s).json);
}

void RequestSchemaTest::hasATableForEveryFrame()
{
    QStringList tables;
    for (const RequestTable &table : clientFrameTables())
        tables.append(typeOf(table));
    tables.removeDuplicates();
    QStringList described = m_contract.frames(Contract::Side::Client);
    described.removeOne(u"delivered"_s); // as `read`
    described.removeOne(u"ping"_s); // has no field
    described.sort();
    tables.sort();
    QCOMPARE(tables, described);
}

void RequestSchemaTest::addRows(QList<Row> (*rowsOf)(const QList<Field> &))
{
    QTest::addColumn<Contract::Schema>("schema");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QJsonObject>("common"); // the fields of every frame
    const auto add
        = [&](const RequestTable &table, const Contract::Schema &schema, const QJsonObject &common) {
              for (const Row &row : rowsOf(table.fields)) {
                  if (!isBeyondSchemas(row.name))
                      QTest::newRow(table.name + ": " + row.name) << schema << row.json << common;
              }
          };
    for (const RequestTable &table : requestTables())
        add(table, m_contract.requestSchema(operationOf(table)), {});
    for (const RequestTable &table : clientFrameTables()) {
        const QString type = typeOf(table);
        const Contract::Schema schema = m_contract.frameSchema(Contract::Side::Client, type);
        QJsonObject common{{"type"_L1, type}};
        if (SchemaChecker(m_contract).names(schema).contains(u"ref"_s))
            common["ref"_L1] = 1;
        add(table, schema, common);
    }
}

QJsonObject RequestSchemaTest::request()
{
    QFETCH(QByteArray, json);
    QFETCH(QJsonObject, common);
    const auto object = parseJsonObject(json);
    if (!object)
        qFatal("a table holds what is no JSON: %s", json.constData());
    QJsonObject request = *object;
    for (auto it = common.begin(); it != common.end(); ++it)
        request.insert(it.key(), *it);
    return request;
}

void RequestSchemaTest::acceptsWhatTheServerReads_data()
{
    addRows(acceptances);
}

void RequestSchemaTest::acceptsWhatTheServerReads()
{
    QFETCH(Contract::Schema, schema);
    const SchemaChecker checker(m_contract, SchemaChecker::Unnamed::Ignored);
    QCOMPARE(checker.objections(request(), schema), QStringList());
}

void RequestSchemaTest::refusesWhatTheServerRefuses_data()
{
    addRows(rejections);
}

void RequestSchemaTest::refusesWhatTheServerRefuses()
{
    QFETCH(Contract::Schema, schema);
    const SchemaChecker checker(m_contract, SchemaChecker::Unnamed::Ignored);
    QVERIFY(!checker.objections(request(), schema).isEmpty());
}

CONFAB_TEST(RequestSchemaTest)
#include "requestschematest.moc"
