// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrator.h"
#include "tests/support/testcase.h"
#include "tests/support/testdatabase.h"

#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace confab;
using namespace Qt::StringLiterals;

class MigratorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_testDatabase = std::make_unique<tests::TestDatabase>();
        auto opened = Database::open(m_testDatabase->url(), Database::Access::Write);
        QVERIFY(opened);
        m_database = *std::move(opened);
    }
    void cleanup()
    {
        m_database.reset();
        m_testDatabase.reset();
    }

    void makesTheSchemaOnce()
    {
        const Migrator migrator(tests::testEngine());
        QCOMPARE(*Migrator::version(*m_database), 0);
        QVERIFY(*migrator.migrate(*m_database) > 0);
        QCOMPARE(*Migrator::version(*m_database), migrator.newest());
        QCOMPARE(*migrator.migrate(*m_database), 0);
        QVERIFY(m_database->run(u"SELECT conversation_id, seq, change FROM message"_s));
    }

    void refusesADatabaseOfANewerProgram()
    {
        const Migrator migrator(tests::testEngine());
        QVERIFY(migrator.migrate(*m_database));
        recordMigration(migrator.newest() + 1, migrator.newest() + 1, u"'now'"_s);
        const auto again = migrator.migrate(*m_database);
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("newer"_L1));
    }

    void goesOnWithOneOfANewerProgramThatSaysItMay()
    {
        const Migrator migrator(tests::testEngine());
        if (tests::testEngine() == Engine::Sqlite)
            QSKIP("only one program at a time uses an embedded database");
        QVERIFY(migrator.migrate(*m_database));
        recordMigration(migrator.newest() + 1, migrator.newest(), u"'now'"_s);
        const auto again = migrator.migrate(*m_database);
        QVERIFY(again);
        QCOMPARE(*again, 0);
    }

    void refusesADatabaseThatIsHalfMigrated()
    {
        const Migrator migrator(tests::testEngine());
        if (tests::testEngine() == Engine::Sqlite)
            QSKIP("an embedded database is never half migrated");
        QVERIFY(migrator.migrate(*m_database));
        recordMigration(migrator.newest() + 1, 1, u"NULL"_s);
        const auto again = migrator.migrate(*m_database);
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("half migrated"_L1));
        QVERIFY(again.error().detail.contains("backup"_L1));
    }

    void readsWhichMigrationsAreCompatible()
    {
        write(u"0001_first.sql"_s, "-- A licence\nCREATE TABLE first (id INTEGER);");
        write(u"0002_second.sql"_s, "-- A licence\n-- compatible\nCREATE TABLE second (id INTEGER);");
        write(u"0003_third.sql"_s, "-- A licence\nDROP TABLE first; -- compatible with nothing\n");
        const auto all = Migrator(folder()).migrations();
        QVERIFY(all);
        QCOMPARE(all->at(0).oldest, 1);
        QCOMPARE(all->at(1).oldest, 1);
        QCOMPARE(all->at(2).oldest, 3);
    }

    void migratesOnceWhenSeveralStartTogether()
    {
        if (tests::testEngine() == Engine::Sqlite)
            QSKIP("the data directory of an embedded database is locked");
        const DatabaseUrl url = m_testDatabase->url();
        std::atomic<int> ran = 0;
        std::atomic<int> failed = 0;
        std::vector<std::thread> nodes;
        for (int i = 0; i < 4; ++i) {
            nodes.emplace_back([&] {
                const auto database = Database::open(url, Database::Access::Write);
                const auto migrated = Migrator(url.engine).migrate(**database);
                ++(migrated ? ran : failed);
                if (migrated && *migrated == 0)
                    --ran;
            });
        }
        for (std::thread &node : nodes)
            node.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(ran.load(), 1);
    }

    void undoesAMigrationThatFails()
    {
        if (tests::testEngine() == Engine::MariaDb)
            QSKIP("MariaDB commits at every statement that changes the schema");
        write(u"0001_first.sql"_s, "CREATE TABLE first (id INTEGER);");
        QVERIFY(Migrator(folder()).migrate(*m_database));
        write(u"0002_second.sql"_s, "CREATE TABLE second (id INTEGER); CREATE TABLE broken (;");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"incomplete input|syntax"_s));
        const auto migrated = Migrator(folder()).migrate(*m_database);
        QVERIFY(!migrated);
        QVERIFY(migrated.error().detail.contains("0002_second.sql"_L1));
        QCOMPARE(*Migrator::version(*m_database), 1);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no such table|does not exist"_s));
        QVERIFY(!m_database->run(u"SELECT * FROM second"_s));
    }

    void saysThatAMigrationThatFailedIsHalfDone()
    {
        if (tests::testEngine() != Engine::MariaDb)
            QSKIP("what fails is undone");
        write(u"0001_first.sql"_s, "CREATE TABLE first (id INTEGER); CREATE TABLE broken (;");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"syntax"_s));
        const auto migrated = Migrator(folder()).migrate(*m_database);
        QVERIFY(!migrated);
        QVERIFY(migrated.error().detail.contains("half done"_L1));
        const auto again = Migrator(folder()).migrate(*m_database);
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("0001_first.sql"_L1));
    }

    void copiesTheDatabaseBeforeItChangesOne()
    {
        if (tests::testEngine() != Engine::Sqlite)
            QSKIP("a shared database is backed up by its operator");
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

    void leavesANewDatabaseDurable()
    {
        if (tests::testEngine() != Engine::Sqlite)
            QSKIP("a shared database decides that itself");
        for (const bool fails : {false, true}) {
            write(u"0001_first.sql"_s, fails ? "CREATE TABLE first (" : "CREATE TABLE first (id INTEGER);");
            m_database.reset();
            m_testDatabase = std::make_unique<tests::TestDatabase>();
            m_database = *Database::open(m_testDatabase->url(), Database::Access::Write);
            QCOMPARE(bool(Migrator(folder()).migrate(*m_database)), !fails);
            auto rows = m_database->run(u"PRAGMA synchronous"_s);
            QVERIFY(rows && rows->next());
            QCOMPARE(rows->integer(0), 2); // FULL
        }
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
    void recordMigration(int number, int oldest, const QString &finished)
    {
        QVERIFY(m_database->execute(
            tests::testEngine() == Engine::Sqlite
                ? u"INSERT INTO schema_migration VALUES (%1, 'x', %2)"_s.arg(number).arg(finished)
                : u"INSERT INTO schema_migration VALUES (%1, 'x', %2, 'then', %3)"_s.arg(number)
                      .arg(oldest)
                      .arg(finished)));
    }
    [[nodiscard]] QString folder() const { return m_directory->path(); }
    void write(const QString &name, const QByteArray &sql)
    {
        QFile file(m_directory->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(sql);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<tests::TestDatabase> m_testDatabase;
    std::unique_ptr<Database> m_database;
};

CONFAB_TEST(MigratorTest)
#include "migratortest.moc"
