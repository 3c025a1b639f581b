// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrator.h"
#include "tests/support/testcase.h"
#include "tests/support/testdatabase.h"

using namespace confab;
using namespace Qt::StringLiterals;

/// The migrations of every engine lead to the same tables and columns.
class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheTablesAndColumnsOfSqlite()
    {
        const QTemporaryDir directory;
        const auto embedded
            = *Database::open(DatabaseUrl::sqlite(directory.filePath(u"confab.db"_s)), Access::Write);
        QVERIFY(Migrator().migrate(*embedded));
        const QStringList expected = texts(*embedded, uR"(
            SELECT t.name || '.' || c.name
              FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'schema_migration'
             ORDER BY t.name, c.name)"_s);
        QVERIFY(expected.contains(u"message.client_id"_s));

        const tests::TestDatabase testDatabase;
        const auto database = *Database::open(testDatabase.url(), Access::Write);
        QVERIFY(Migrator(tests::testEngine()).migrate(*database));
        static const QString postgreSql = uR"(
            SELECT table_name || '.' || column_name
              FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name <> 'schema_migration'
               AND table_name NOT LIKE 'search%')"_s; // the embedded one's index is a file of its own
        static const QString mariaDb = uR"(
            SELECT concat(table_name, '.', column_name)
              FROM information_schema.columns
             WHERE table_schema = database() AND table_name <> 'schema_migration'
               AND table_name NOT LIKE 'search%')"_s; // the embedded one's index is a file of its own
        if (tests::testEngine() == Engine::Sqlite)
            return;
        QStringList found
            = texts(*database, tests::testEngine() == Engine::PostgreSql ? postgreSql : mariaDb);
        found.sort();
        QStringList sorted = expected;
        sorted.sort();
        QCOMPARE(found, sorted);
    }

    void hasTheMigrationsOfSqlite()
    {
        const auto expected = Migrator().migrations();
        const auto found = Migrator(tests::testEngine()).migrations();
        QVERIFY(expected && found);
        QCOMPARE(found->size(), expected->size());
        for (qsizetype i = 0; i < found->size(); ++i) {
            QCOMPARE(found->at(i).name, expected->at(i).name);
            QCOMPARE(found->at(i).oldest, expected->at(i).oldest);
        }
    }

private:
    static QStringList texts(Database &database, const QString &sql)
    {
        QStringList found;
        auto rows = database.run(sql);
        while (rows && rows->next())
            found.append(rows->text(0));
        return found;
    }
};

CONFAB_TEST(SchemaTest)
#include "schematest.moc"
