// SPDX-License-Identifier: Apache-2.0
#include "server/storage/database.h"
#include "tests/support/testcase.h"
#include "tests/support/testdatabase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class DatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_testDatabase = std::make_unique<tests::TestDatabase>();
        auto opened = Database::open(url(), Database::Access::Write);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        m_database = *std::move(opened);
        const QString bytes = tests::testEngine() == Engine::PostgreSql ? u"BYTEA"_s : u"BLOB"_s;
        const QString options
            = tests::testEngine() == Engine::MariaDb ? u"CHARSET utf8mb4 COLLATE utf8mb4_bin"_s : QString();
        QVERIFY(m_database->execute(
            u"CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT, data %1) %2"_s.arg(bytes, options)));
    }
    void cleanup() { m_database.reset(); }

    void isDurableAndChecksForeignKeys()
    {
        if (url().isShared())
            QSKIP("what a shared server must promise is asked of it by checkServer()");
        QCOMPARE(pragma(u"PRAGMA journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"PRAGMA synchronous"_s), u"2"_s);
        QCOMPARE(pragma(u"PRAGMA foreign_keys"_s), u"1"_s);
    }

    void bindsValuesByName()
    {
        const QString nasty = u"'; DROP TABLE t; -- \U0001F44D"_s;
        QVERIFY(insert(7, nasty));
        auto rows = m_database->run(u"SELECT name FROM t WHERE id = :id"_s, {{":id", 7}});
        QVERIFY(rows);
        QVERIFY(rows->next());
        QCOMPARE(rows->text(0), nasty);
        QVERIFY(!rows->next());
    }

    void preparedStatementsOutliveAChangeOfTheSchema()
    {
        QVERIFY(insert(1, u"a"_s));
        QVERIFY(m_database->execute(u"ALTER TABLE t ADD COLUMN more INTEGER"_s));
        QVERIFY(insert(2, u"b"_s)); // the engine prepares it anew
        QVERIFY(insert(3, u"c"_s));
        auto rows = m_database->run(u"SELECT count(*) FROM t WHERE name >= :name"_s, {{":name", u"b"_s}});
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->integer(0), 2);
    }

    void tellsNullFromEmpty()
    {
        QVERIFY(insert(1, u""_s));
        QVERIFY(m_database->change(u"INSERT INTO t (id) VALUES (2)"_s));
        auto rows = m_database->run(u"SELECT name FROM t ORDER BY id"_s);
        QVERIFY(rows->next());
        QCOMPARE(rows->optionalText(0), std::optional(u""_s));
        QVERIFY(rows->next());
        QCOMPARE(rows->optionalText(0), std::nullopt);
    }

    void keepsUuidsAndTimes()
    {
        const QUuid uuid = QUuid::createUuid();
        QVERIFY(m_database->change(u"INSERT INTO t (id, data) VALUES (:id, :data)"_s,
                                   {{":id", toColumn(Timestamp(std::chrono::milliseconds(1234567890123)))},
                                    {":data", toColumn(uuid)}}));
        auto rows = m_database->run(u"SELECT id, data FROM t"_s);
        QVERIFY(rows->next());
        QCOMPARE(rows->time(0).time_since_epoch().count(), 1234567890123);
        QCOMPARE(rows->uuid(1), uuid);
    }

    void answersHowManyRowsChanged()
    {
        QVERIFY(insert(1, u"a"_s));
        QVERIFY(insert(2, u"b"_s));
        QCOMPARE(*m_database->change(u"DELETE FROM t"_s), 2);
        QCOMPARE(*m_database->change(u"DELETE FROM t"_s), 0);
    }

    void refusesBrokenSqlWithAnError()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"nosuchtable"_s));
        const auto rows = m_database->run(u"SELECT * FROM nosuchtable"_s);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Internal);
    }

    void aReaderCannotWrite()
    {
        const auto reader = Database::open(url(), Database::Access::Read);
        QVERIFY(reader);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"readonly|query_only|read-only|READ ONLY"_s));
        QVERIFY(!(*reader)->change(u"INSERT INTO t (id) VALUES (9)"_s));
    }

    void aSnapshotStaysAsItWas()
    {
        QVERIFY(insert(1, u"a"_s));
        auto reader = Database::open(url(), Database::Access::Read);
        QVERIFY(reader);
        {
            const auto snapshot = Snapshot::begin(**reader);
            QVERIFY(snapshot);
            QCOMPARE(count(**reader), 1);
            QVERIFY(insert(2, u"b"_s));
            QCOMPARE(count(**reader), 1);
        }
        QCOMPARE(count(**reader), 2);
    }

private:
    [[nodiscard]] const DatabaseUrl &url() const { return m_testDatabase->url(); }
    [[nodiscard]] bool insert(int id, const QString &name)
    {
        return bool(m_database->change(u"INSERT INTO t (id, name) VALUES (:id, :name)"_s,
                                       {{":id", id}, {":name", name}}));
    }
    [[nodiscard]] QString pragma(const QString &sql)
    {
        auto rows = m_database->run(sql);
        return rows && rows->next() ? rows->text(0) : QString();
    }
    [[nodiscard]] static int count(Database &database)
    {
        auto rows = database.run(u"SELECT count(*) FROM t"_s);
        return rows && rows->next() ? int(rows->integer(0)) : -1;
    }

    std::unique_ptr<tests::TestDatabase> m_testDatabase;
    std::unique_ptr<Database> m_database;
};

CONFAB_TEST(DatabaseTest)
#include "databasetest.moc"
