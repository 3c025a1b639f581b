// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/cluster/testcluster.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/person.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testcase.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// An installation moves from one machine's own database to one that nodes share, and home again; nobody has
/// to log in anew.
class InstallationMoveTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peopleStayLoggedIn_data();
    void peopleStayLoggedIn();
    void needsTheSecretBeforeAnythingIsCopied();

private:
    static ProgramRun move(const TestServer &at, const QString &from, const QString &to)
    {
        return at.command({u"move"_s, u"--from"_s, from, u"--to"_s, to, u"--set"_s, secret});
    }
    /// How many of `person`'s messages have the text; -1 when that cannot be asked.
    static qsizetype found(Person &person, const QString &text)
    {
        const HttpAnswer answer = person.get(u"/search?limit=200&q="_s + text);
        return answer.status == 200 ? answer.json()["messages"_L1].toArray().size() : -1;
    }
    static void removeDatabase(const TestServer &server)
    {
        for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(server.databasePath() + suffix);
    }

    inline static const QString secret = u"cluster_secret=what seals the keys of this test alone"_s;
};

void InstallationMoveTest::peopleStayLoggedIn_data()
{
    QTest::addColumn<TestCluster::Kind>("kind");
    QTest::newRow("PostgreSQL") << TestCluster::Kind::PostgreSql;
    QTest::newRow("MariaDB") << TestCluster::Kind::MariaDb;
}

void InstallationMoveTest::peopleStayLoggedIn()
{
    QFETCH(TestCluster::Kind, kind);
    if (const QString missing = TestCluster::missing(kind); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    std::unique_ptr<DatabaseServer> database;
    if (kind == TestCluster::Kind::PostgreSql)
        database = std::make_unique<PostgresServer>();
    else
        database = std::make_unique<MariaDbServer>();
    QVERIFY(database->start());
    const QString url = database->newDatabase();

    TestServer home({secret});
    QVERIFY(home.start());
    const Person ada(home, u"ada"_s);
    const Person grace(home, u"grace"_s);
    const QString id = Person(home, ada).conversationWith(grace);
    QCOMPARE(Person(home, ada).write(id, u"the first enigma"_s).status, 201);
    QVERIFY(home.stop());
    const ProgramRun away = move(home, u"sqlite"_s, url);
    QVERIFY2(away.exitStatus == 0, away.errors.constData());
    QVERIFY(!away.errors.contains(DatabaseServer::password.data()));

    TestServer shared({u"database="_s + url, secret});
    QVERIFY(shared.start());
    Person there(shared, ada);
    QCOMPARE(there.get(u"/me"_s).status, 200);
    const HttpAnswer refreshed
        = there.post(u"/sessions/refresh"_s, {{"refreshToken"_L1, ada.refreshToken()}});
    QCOMPARE(refreshed.status, 200);
    there.setToken(refreshed.json()["session"_L1]["accessToken"_L1].toString());
    QCOMPARE(there.write(id, u"the second enigma"_s).status, 201);
    QTRY_COMPARE_WITH_TIMEOUT(found(there, u"enigma"_s), 2, 20'000);
    QVERIFY(shared.stop());

    // Home again, where an old index still lies about.
    removeDatabase(home);
    const ProgramRun back = move(home, url, u"sqlite"_s);
    QVERIFY2(back.exitStatus == 0, back.errors.constData());
    QVERIFY(home.start());
    Person again(home, grace);
    QCOMPARE(again.get(u"/me"_s).status, 200);
    QCOMPARE(again.messages(id).size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(found(again, u"enigma"_s), 2, 20'000);
    Person adaAgain(home, ada);
    adaAgain.setToken(there.token());
    QCOMPARE(adaAgain.get(u"/me"_s).status, 200);
    QVERIFY(home.stop());
}

void InstallationMoveTest::needsTheSecretBeforeAnythingIsCopied()
{
    if (const QString missing = TestCluster::missing(TestCluster::Kind::PostgreSql); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    PostgresServer database;
    QVERIFY(database.start());
    const QString url = database.newDatabase();
    TestServer home;
    QVERIFY(home.start());
    QVERIFY(home.stop());
    const ProgramRun refused = home.command({u"move"_s, u"--from"_s, u"sqlite"_s, u"--to"_s, url});
    QVERIFY(refused.exitStatus != 0);
    QVERIFY2(refused.errors.contains("cluster_secret"), refused.errors.constData());
    QCOMPARE(move(home, u"sqlite"_s, url).exitStatus, 0);
}

} // namespace confab::tests

using confab::tests::InstallationMoveTest;
CONFAB_TEST(InstallationMoveTest)
#include "installationmovetest.moc"
