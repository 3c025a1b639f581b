// SPDX-License-Identifier: Apache-2.0
#include "server/storage/backup.h"
#include "server/storage/settingrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class BackupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_storage = std::make_unique<StorageFixture>();
        m_epoch = *SettingRepository(m_storage->database()).epoch();
        m_ada = m_storage->person(u"ada"_s);
    }
    void cleanup() { m_storage.reset(); }

    void copiesADatabaseThatIsInUse()
    {
        const auto summary = backup().write(file());
        QVERIFY(summary);
        QCOMPARE(summary->file, file());
        QCOMPARE(summary->bytes, QFileInfo(file()).size());
        QCOMPARE(summary->epoch, m_epoch);
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"copy"_s});
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(file()) & others));

        (void)m_storage->person(u"grace"_s); // it goes on
        const auto copy = Database::open(DatabaseUrl::sqlite(file()), Database::Access::Read);
        QVERIFY((*AccountRepository(**copy).findByName(u"ada")).has_value());
        QVERIFY(!(*AccountRepository(**copy).findByName(u"grace")).has_value());
    }

    void replacesAnEarlierBackup()
    {
        QVERIFY(backup().write(file()));
        (void)m_storage->person(u"grace"_s);
        QVERIFY(backup().write(file()));
        const auto copy = Database::open(DatabaseUrl::sqlite(file()), Database::Access::Read);
        QVERIFY((*AccountRepository(**copy).findByName(u"grace")).has_value());
    }

    void leavesOtherFilesAlone()
    {
        write(file(), "my novel");
        QVERIFY(!backup().write(file()));
        QCOMPARE(contentOf(file()), QByteArray("my novel"));
        QVERIFY(!backup().write(m_storage->path()));
        QVERIFY(!backup().write(m_directory->path()));
        QVERIFY(!backup().write(m_directory->filePath(u"no/such/folder"_s)));
        QVERIFY(!Backup(m_directory->filePath(u"nothing"_s)).write(m_directory->filePath(u"other"_s)));
        QVERIFY(!QFile::exists(m_directory->filePath(u"nothing"_s)));
    }

    void restoresWithANewEpoch()
    {
        QVERIFY(backup().write(file()));
        (void)m_storage->person(u"grace"_s);
        const QString path = leave();
        const auto summary = Backup(path).restore(file());
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().detail));
        QVERIFY(summary->epoch != m_epoch);

        const auto restored = Database::open(DatabaseUrl::sqlite(path), Database::Access::Write);
        QCOMPARE(*SettingRepository(**restored).epoch(), summary->epoch);
        QVERIFY((*AccountRepository(**restored).findByName(u"ada")).has_value());
        QVERIFY(!(*AccountRepository(**restored).findByName(u"grace")).has_value());
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path) & others));

        const auto before
            = Database::open(DatabaseUrl::sqlite(path + u".before-restore"_s), Database::Access::Read);
        QVERIFY((*AccountRepository(**before).findByName(u"grace")).has_value());
    }

    void bringsNoEndedSessionBack()
    {
        const Caller grace = m_storage->person(u"grace"_s);
        SessionRepository sessions(m_storage->database());
        QVERIFY(sessions.advance(m_ada.session, 3, m_storage->clock().now(), u"192.0.2.7"_s));
        QVERIFY(backup().write(file()));
        QVERIFY(*sessions.end(grace.session, m_storage->clock().now()));
        QVERIFY(sessions.advance(m_ada.session, 8, m_storage->clock().now(), u"192.0.2.7"_s));
        const QString path = leave();
        QVERIFY(Backup(path).restore(file()));

        const auto restored = Database::open(DatabaseUrl::sqlite(path), Database::Access::Write);
        SessionRepository after(**restored);
        QVERIFY(!(*after.find(grace.session)).has_value());
        QCOMPARE((**after.find(m_ada.session)).generation, 8); // no refresh token is good twice
    }

    void restoresWhereNoDatabaseIs()
    {
        QVERIFY(backup().write(file()));
        const QString path = m_directory->filePath(u"new.db"_s);
        QVERIFY(Backup(path).restore(file()));
        const auto restored = Database::open(DatabaseUrl::sqlite(path), Database::Access::Write);
        QVERIFY((*AccountRepository(**restored).findByName(u"ada")).has_value());
        QVERIFY(!(*SessionRepository(**restored).find(m_ada.session)).has_value());
    }

    void restoresOverADamagedDatabase()
    {
        QVERIFY(backup().write(file()));
        const QString path = leave();
        write(path, QByteArray(8192, 'x'));
        write(path + u"-wal"_s, QByteArray(8192, 'x'));
        QVERIFY(Backup(path).restore(file()));
        const auto restored = Database::open(DatabaseUrl::sqlite(path), Database::Access::Write);
        QVERIFY((*AccountRepository(**restored).findByName(u"ada")).has_value());
    }

    void restoresNoLogOfTheDatabaseBefore()
    {
        QVERIFY(backup().write(file()));
        // A server that was killed leaves its log: what the log holds must not come back.
        (void)m_storage->person(u"grace"_s);
        const QString killed = m_directory->filePath(u"killed.db"_s);
        QVERIFY(QFile::copy(m_storage->path(), killed));
        QVERIFY(QFile::copy(m_storage->path() + u"-wal"_s, killed + u"-wal"_s));
        QVERIFY(QFileInfo(killed + u"-wal"_s).size() > 0);
        QVERIFY(Backup(killed).restore(file()));
        const auto restored = Database::open(DatabaseUrl::sqlite(killed), Database::Access::Write);
        QVERIFY(!(*AccountRepository(**restored).findByName(u"grace")).has_value());
    }

    void refusesWhatIsNoBackup_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("my novel");
        QTest::newRow("the beginning of a database") << QByteArray("SQLite format 3\0", 16);
    }
    void refusesWhatIsNoBackup()
    {
        QFETCH(QByteArray, content);
        write(file(), content);
        refuses(file());
    }

    void refusesADamagedBackup()
    {
        QVERIFY(backup().write(file()));
        QByteArray content = contentOf(file());
        content.truncate(content.size() / 2);
        write(file(), content);
        refuses(file());
    }

    void refusesADatabaseOfSomethingElse()
    {
        {
            const auto other = Database::open(DatabaseUrl::sqlite(file()), Database::Access::Write);
            QVERIFY((*other)->execute(u"CREATE TABLE recipe (title TEXT)"_s));
        }
        refuses(file());
    }

    void refusesANewerSchema()
    {
        QVERIFY(backup().write(file()));
        {
            const auto copy = Database::open(DatabaseUrl::sqlite(file()), Database::Access::Write);
            QVERIFY((*copy)->execute(
                u"INSERT INTO schema_migration (number, name, finished_at) VALUES (9999, 'x', 'x')"_s));
        }
        refuses(file());
    }

    void refusesWhatIsNotThere()
    {
        refuses(m_directory->filePath(u"nothing"_s));
        QVERIFY(!QFile::exists(m_directory->filePath(u"nothing"_s)));
        refuses(m_storage->path());
    }

private:
    [[nodiscard]] Backup backup() const { return Backup(m_storage->path()); }
    [[nodiscard]] QString file() const { return m_directory->filePath(u"copy"_s); }
    /// Closes the database, as restore asks, and answers a copy of it in a place that stays.
    QString leave()
    {
        QString path = m_directory->filePath(u"left.db"_s);
        (void)m_storage->database().execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        QFile::copy(m_storage->path(), path);
        m_storage.reset();
        return path;
    }
    void refuses(const QString &what)
    {
        const QByteArray before = contentOf(m_storage->path());
        const auto refused = backup().restore(what);
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(what), qPrintable(refused.error().detail));
        QCOMPARE(contentOf(m_storage->path()), before);
        QVERIFY((*AccountRepository(m_storage->database()).findByName(u"ada")).has_value());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<StorageFixture> m_storage;
    QString m_epoch;
    Caller m_ada;
};

CONFAB_TEST(BackupTest)
#include "backuptest.moc"
