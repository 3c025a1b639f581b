// SPDX-License-Identifier: Apache-2.0
#include "server/storage/servercheck.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ServerCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesOnlyAServerThatKeepsWhatItCommits_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("named"); // in the refusal; none when it is taken

        QTest::newRow("PostgreSQL as it comes") << true << QStringList() << QString();
        const auto postgres = [](const char *row, const QString &option) {
            QTest::newRow(row) << true << QStringList{u"-c"_s, option} << option.section(u'=', 0, 0);
        };
        postgres("PostgreSQL that never syncs", u"fsync=off"_s);
        postgres("PostgreSQL that answers first", u"synchronous_commit=off"_s);
        postgres("PostgreSQL that may tear pages", u"full_page_writes=off"_s);
        QTest::newRow("MariaDB as it comes") << false << QStringList() << QString();
        QTest::newRow("MariaDB that syncs once a second")
            << false << QStringList{u"--innodb-flush-log-at-trx-commit=2"_s}
            << u"innodb_flush_log_at_trx_commit"_s;
        QTest::newRow("MariaDB that may tear pages")
            << false << QStringList{u"--skip-innodb-doublewrite"_s} << u"innodb_doublewrite"_s;
        QTest::newRow("MariaDB with a binary log that is not synced")
            << false << QStringList{u"--log-bin=binlog"_s} << u"sync_binlog"_s;
        QTest::newRow("MariaDB with one that is")
            << false << QStringList{u"--log-bin=binlog"_s, u"--sync-binlog=1"_s} << QString();
        QTest::newRow("MariaDB that can only be read")
            << false << QStringList{u"--read-only"_s} << u"read_only"_s;
    }

    void takesOnlyAServerThatKeepsWhatItCommits()
    {
        QFETCH(bool, postgres);
        QFETCH(QStringList, options);
        QFETCH(QString, named);
        std::unique_ptr<DatabaseServer> server;
        if (postgres)
            server = std::make_unique<PostgresServer>(options);
        else
            server = std::make_unique<MariaDbServer>(options);
        if (server->program().isEmpty())
            QSKIP("this database server is not installed");
        QVERIFY(server->start());
        const auto url = DatabaseUrl::parse(server->newDatabase());
        QVERIFY(url);
        const auto database = Database::open(*url, Access::Write);
        QVERIFY(database);
        const auto checked = checkServer(**database);
        QCOMPARE(bool(checked), named.isEmpty());
        if (!checked)
            QVERIFY2(checked.error().detail.contains(named), qPrintable(checked.error().detail));
    }

    void seesWhoElseIsConnected_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("PostgreSQL") << true;
        QTest::newRow("MariaDB") << false;
    }

    void seesWhoElseIsConnected()
    {
        QFETCH(bool, postgres);
        std::unique_ptr<DatabaseServer> server;
        if (postgres)
            server = std::make_unique<PostgresServer>();
        else
            server = std::make_unique<MariaDbServer>();
        if (server->program().isEmpty())
            QSKIP("this database server is not installed");
        QVERIFY(server->start());
        const auto url = DatabaseUrl::parse(server->newDatabase());
        const auto elsewhere = DatabaseUrl::parse(server->newDatabase());
        QVERIFY(url && elsewhere);
        const auto database = Database::open(*url, Access::Write);
        const auto other = Database::open(*elsewhere, Access::Read);
        QVERIFY(database && other);
        const auto alone = requireAlone(**database);
        QVERIFY2(alone, alone ? "" : qPrintable(alone.error().detail));
        auto node = Database::open(*url, Access::Read);
        QVERIFY(node);
        const auto refused = requireAlone(**database, std::chrono::milliseconds(0));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unavailable);
        QCOMPARE(refused.error().field, u"database"_s);
        node->reset(); // which takes the server a moment to notice
        QVERIFY(requireAlone(**database, std::chrono::seconds(20)));
    }

    void saysWhatItCannotReachButNotThePassword_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("PostgreSQL") << u"postgresql://confab:verysecret@127.0.0.1:1/confab"_s;
        QTest::newRow("MariaDB") << u"mysql://confab:verysecret@127.0.0.1:1/confab"_s;
    }

    void saysWhatItCannotReachButNotThePassword()
    {
        QFETCH(QString, address);
        const auto database = Database::open(*DatabaseUrl::parse(address), Access::Write);
        QVERIFY(!database);
        QVERIFY(database.error().detail.contains("confab@127.0.0.1:1/confab"_L1));
        QVERIFY(!database.error().detail.contains("verysecret"_L1));
        QVERIFY(!database.error().detail.contains(u'\n'));
    }

    void saysThatThePasswordIsWrong_data() { saysWhatItCannotReachButNotThePassword_data(); }

    void saysThatThePasswordIsWrong()
    {
        QFETCH(QString, address);
        std::unique_ptr<DatabaseServer> server;
        if (address.startsWith("postgresql"_L1))
            server = std::make_unique<PostgresServer>();
        else
            server = std::make_unique<MariaDbServer>();
        if (server->program().isEmpty())
            QSKIP("this database server is not installed");
        QVERIFY(server->start());
        auto url = *DatabaseUrl::parse(server->newDatabase());
        url.password = u"verysecret"_s;
        const auto database = Database::open(url, Access::Write);
        QVERIFY(!database);
        QVERIFY2(database.error().detail.contains(QRegularExpression(u"password|Access denied"_s)),
                 qPrintable(database.error().detail));
        QVERIFY(!database.error().detail.contains("verysecret"_L1));
    }
};

CONFAB_TEST(ServerCheckTest)
#include "serverchecktest.moc"
