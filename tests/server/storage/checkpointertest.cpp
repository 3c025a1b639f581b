// SPDX-License-Identifier: Apache-2.0
#include "server/storage/checkpointer.h"
#include "server/bus/eventbus.h"
#include "server/storage/transaction.h"
#include "server/storage/writer.h"
#include "tests/support/testcase.h"

#include <QFile>
#include <QTemporaryDir>

using namespace confab;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What SQLite's log holds, and for how long.
class CheckpointerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
        m_url = DatabaseUrl::sqlite(m_directory->filePath(u"confab.db"_s));
        auto database = Database::open(m_url, Database::Access::Write);
        QVERIFY(database);
        m_database = *std::move(database);
        run(u"CREATE TABLE t (seq INTEGER PRIMARY KEY, body TEXT)"_s);
    }
    void cleanup()
    {
        m_database.reset();
        m_directory.reset();
    }

    void textIsSoonInNoFile_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("when it is overwritten") << u"UPDATE t SET body = ''"_s;
        QTest::newRow("when something longer takes its place")
            << u"UPDATE t SET body = printf('%.400c', '-')"_s;
        QTest::newRow("when its row is deleted") << u"DELETE FROM t"_s;
        QTest::newRow("when its table is dropped") << u"DROP TABLE t"_s;
    }
    void textIsSoonInNoFile()
    {
        QFETCH(QString, change);
        Checkpointer checkpointer(m_url, {.emptyEvery = 200ms});
        checkpointer.serve(*m_database);
        QVERIFY(checkpointer.start());
        writeTexts();
        QVERIFY(isInAnyFile());
        run(change);
        QTRY_VERIFY_WITH_TIMEOUT(!isInAnyFile(), 20'000);
        checkpointer.stop();
    }

    void aLogThatIsWrittenToWithoutPauseStaysShort()
    {
        constexpr int pages = 50;
        Checkpointer checkpointer(m_url, {.pages = pages});
        checkpointer.serve(*m_database);
        QVERIFY(checkpointer.start());
        for (int seq = 1; seq <= 3000; ++seq) {
            insert(seq);
            checkpointer.tend(*m_database);
        }
        checkpointer.stop();
        // Four times that at most, and what a last transaction and a rest bring; it would be 6,000 pages.
        QVERIFY(QFile(logFile()).size() < qint64(pages) * 10 * 4096);
        QCOMPARE(count(), 3000);
    }

    void theWritersLogIsWorkedIn()
    {
        LocalEventBus bus;
        Writer writer(m_url, bus);
        QVERIFY(writer.start());
        // More than the pages from which on a log is worked in: without that the file would hold none of it.
        for (int seq = 1; seq <= 20; ++seq) {
            const auto written = writer.run<qint64>([seq](Transaction &transaction) {
                static const QString sql = u"INSERT INTO t VALUES (:seq, printf('%.4000000c', 'x'))"_s;
                return transaction.database().change(sql, {{":seq", seq}});
            });
            QVERIFY(written);
        }
        QTRY_VERIFY_WITH_TIMEOUT(QFile(m_url.path).size() > 20'000'000, 20'000);
        writer.stop();
    }

    void aReaderDelaysItOnly()
    {
        Checkpointer checkpointer(m_url, {.emptyEvery = 200ms});
        checkpointer.serve(*m_database);
        QVERIFY(checkpointer.start());
        writeTexts();
        {
            auto reader = Database::open(m_url, Database::Access::Read);
            QVERIFY(reader);
            const auto snapshot = Snapshot::begin(**reader);
            QVERIFY(snapshot);
            static const QString sql = u"SELECT count(*) FROM t WHERE body LIKE '%secret%'"_s;
            QCOMPARE(number(**reader, sql), 2000);
            run(u"UPDATE t SET body = ''"_s);
            QTest::qWait(100);
            QCOMPARE(number(**reader, sql), 2000); // what it sees is still there
        }
        QTRY_VERIFY_WITH_TIMEOUT(!isInAnyFile(), 20'000);
        checkpointer.stop();
    }

private:
    void run(const QString &sql) { QVERIFY(m_database->execute(sql)); }
    void insert(int seq)
    {
        static const QString sql = u"INSERT INTO t VALUES (:seq, :body)"_s;
        QVERIFY(m_database->change(sql, {{":seq", seq}, {":body", u"a secret, number %1"_s.arg(seq)}}));
    }
    void writeTexts()
    {
        run(u"BEGIN"_s);
        for (int seq = 1; seq <= 2000; ++seq)
            insert(seq);
        run(u"COMMIT"_s);
    }

    [[nodiscard]] static qint64 number(Database &database, const QString &sql)
    {
        auto rows = database.run(sql);
        return rows && rows->next() ? rows->integer(0) : -1;
    }
    [[nodiscard]] qint64 count()
    {
        static const QString sql = u"SELECT count(*) FROM t"_s;
        return number(*m_database, sql);
    }

    [[nodiscard]] QString logFile() const { return m_url.path + "-wal"_L1; }
    [[nodiscard]] bool isInAnyFile() const
    {
        const QStringList paths{m_url.path, logFile()};
        return std::any_of(paths.begin(), paths.end(), [](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) && file.readAll().contains("secret");
        });
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    DatabaseUrl m_url;
    std::unique_ptr<Database> m_database;
};

CONFAB_TEST(CheckpointerTest)
#include "checkpointertest.moc"
