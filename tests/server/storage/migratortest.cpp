// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrator.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

using namespace confab;
using namespace Qt::StringLiterals;

class MigratorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        auto opened = Database::open(DatabaseUrl::sqlite(m_directory->filePath(u"test.db"_s)),
                                     Database::Access::Write);
        QVERIFY(opened);
        m_database = *std::move(opened);
    }
    void cleanup() { m_database.reset(); }

    void makesTheSchemaOnce()
    {
        const Migrator migrator;
        QCOMPARE(*Migrator::version(*m_database), 0);
        QVERIFY(*migrator.migrate(*m_database) > 0);
        QCOMPARE(*Migrator::version(*m_database), migrator.newest());
        QCOMPARE(*migrator.migrate(*m_database), 0);
        QVERIFY(m_database->run(u"SELECT conversation_id, seq, change FROM message"_s));
    }

    void refusesADatabaseOfANewerProgram()
    {
        const Migrator migrator;
        QVERIFY(migrator.migrate(*m_database));
        QVERIFY(m_database->execute(
            u"INSERT INTO schema_migration VALUES (%1, 'x', 'now')"_s.arg(migrator.newest() + 1)));
        const auto again = migrator.migrate(*m_database);
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("newer"_L1));
    }

    void undoesAMigrationThatFails()
    {
        write(u"0001_first.sql"_s, "CREATE TABLE first (id INTEGER);");
        QVERIFY(Migrator(folder()).migrate(*m_database));
        write(u"0002_second.sql"_s, "CREATE TABLE second (id INTEGER); CREATE TABLE broken (;");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"incomplete input|syntax"_s));
        const auto migrated = Migrator(folder()).migrate(*m_database);
        QVERIFY(!migrated);
        QVERIFY(migrated.error().detail.contains("0002_second.sql"_L1));
        QCOMPARE(*Migrator::version(*m_database), 1);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no such table"_s));
        QVERIFY(!m_database->run(u"SELECT * FROM second"_s));
    }

    void copiesTheDatabaseBeforeItChangesOne()
    {
        write(u"0001_first.sql"_s, "CREATE TABLE first (id INTEGER);");
        QVERIFY(Migrator(folder()).migrate(*m_database));
        QVERIFY(m_database->execute(u"INSERT INTO first VALUES (42)"_s));
        write(u"0002_second.sql"_s, "DELETE FROM first;");
        QVERIFY(Migrator(folder()).migrate(*m_database));
        auto copy = Database::open(DatabaseUrl::sqlite(m_database->url().path + u".before-0002"_s),
                                   Database::Access::Read);
        QVERIFY(copy);
        auto rows = (*copy)->run(u"SELECT id FROM first"_s);
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->integer(0), 42);
    }

    void splitsStatements_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("statements");

        QTest::newRow("two") << u"A; B;"_s << QStringList{u"A"_s, u"B"_s};
        QTest::newRow("no semicolon at the end") << u"A; B"_s << QStringList{u"A"_s, u"B"_s};
        QTest::newRow("a semicolon in quotes") << u"A ';' B;"_s << QStringList{u"A ';' B"_s};
        QTest::newRow("a semicolon in a comment") << u"A -- x; y\nB;"_s << QStringList{u"A \nB"_s};
        QTest::newRow("a comment at the end of the text") << u"A; -- B"_s << QStringList{u"A"_s};
    }

    void splitsStatements()
    {
        QFETCH(QString, sql);
        QFETCH(QStringList, statements);
        QCOMPARE(Migrator::statements(sql), statements);
    }

private:
    [[nodiscard]] QString folder() const { return m_directory->path(); }
    void write(const QString &name, const QByteArray &sql)
    {
        QFile file(m_directory->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(sql);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
};

CONFAB_TEST(MigratorTest)
#include "migratortest.moc"
