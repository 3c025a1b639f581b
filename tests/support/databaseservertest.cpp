// SPDX-License-Identifier: Apache-2.0
#include "tests/support/mariadbserver.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testcase.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

using namespace confab::tests;
using namespace Qt::StringLiterals;

class DatabaseServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasCommittedWhenItIsKilled_data()
    {
        QTest::addColumn<bool>("postgres");
        QTest::newRow("PostgreSQL") << true;
        QTest::newRow("MariaDB") << false;
    }

    void keepsWhatWasCommittedWhenItIsKilled()
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
        const QString first = server->newDatabase();
        const QString second = server->newDatabase();
        QVERIFY(!first.isEmpty() && !second.isEmpty());
        QVERIFY(first != second);
        QVERIFY(run(first, u"CREATE TABLE t (id INTEGER)"_s) && run(first, u"INSERT INTO t VALUES (7)"_s));
        server->kill();
        QVERIFY(!server->isRunning());
        QVERIFY(server->start());
        QVERIFY(run(first, u"SELECT id FROM t WHERE id = 7"_s));
        QCOMPARE(m_value.toInt(), 7);
        server->stop();
        QVERIFY(!server->isRunning());
        QVERIFY(server->start());
        QVERIFY(run(second, u"SELECT 1"_s));
    }

private:
    bool run(const QString &where, const QString &sql)
    {
        const QUrl url(where);
        bool done = false;
        {
            auto database
                = QSqlDatabase::addDatabase(url.scheme() == "mysql"_L1 ? u"QMYSQL"_s : u"QPSQL"_s, u"test"_s);
            database.setHostName(url.host());
            database.setPort(url.port());
            database.setUserName(url.userName());
            database.setPassword(url.password(QUrl::FullyDecoded));
            database.setDatabaseName(url.path().sliced(1));
            if (!database.open())
                qWarning("%s", qPrintable(database.lastError().text()));
            QSqlQuery query(database);
            done = query.exec(sql);
            m_value = query.next() ? query.value(0) : QVariant();
        }
        QSqlDatabase::removeDatabase(u"test"_s);
        return done;
    }

    QVariant m_value;
};

CONFAB_TEST(DatabaseServerTest)
#include "databaseservertest.moc"
