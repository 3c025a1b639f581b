// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonreader.h"
#include "tests/shared/protocol/requesttable.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// What every request and client frame refuses, and that it names the field.
class RejectionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
};

namespace {

using Parser = RequestTable::Parser;

void addRows(QList<Row> (*rowsOf)(const QList<Field> &))
{
    QTest::addColumn<Parser>("parse");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    for (const RequestTable &request : requestTables() + clientFrameTables()) {
        for (const Row &row : rowsOf(request.fields))
            QTest::newRow(request.name + ": " + row.name) << request.parse << row.json << row.field;
    }
}

} // namespace

void RejectionTest::accepts_data()
{
    addRows(acceptances);
}

void RejectionTest::accepts()
{
    QFETCH(Parser, parse);
    QFETCH(QByteArray, json);
    QVERIFY(parseJsonObject(json));
    const auto error = parse(json);
    QVERIFY2(!error, qPrintable(error ? error->field + u" "_s + error->detail : QString()));
}

void RejectionTest::rejects_data()
{
    addRows(rejections);
}

void RejectionTest::rejects()
{
    QFETCH(Parser, parse);
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    QVERIFY(parseJsonObject(json));
    const auto error = parse(json);
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::InvalidField);
    QCOMPARE(error->field, field);
    QVERIFY(!error->detail.isEmpty());
}

CONFAB_TEST(RejectionTest)
#include "rejectiontest.moc"
