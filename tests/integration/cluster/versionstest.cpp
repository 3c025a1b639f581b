// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrator.h"
#include "tests/integration/cluster/testcluster.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// This program as the older of two that share an installation, while nodes are exchanged one by one.
class VersionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanupTestCase() { m_clusters.clear(); }

    void goesOnWithASchemaThatItMayUse();
    void passesOverWhatNewerNodesSay();
    void leavesASchemaThatItMayNotUse(); // the last: after it no node starts

private:
    /// What a newer program's migration leaves, which those from `oldest` on may use.
    void migrateFurther(int number, int oldest, const QString &change);
    /// As a node of another program publishes.
    void publish(const QByteArray &channel, const QByteArray &payload);

    std::map<TestCluster::Kind, std::unique_ptr<TestCluster>> m_clusters;
    TestCluster *m_cluster = nullptr;
    QByteArray m_epoch;
};

void VersionsTest::initTestCase_data()
{
    QTest::addColumn<TestCluster::Kind>("kind");
    QTest::newRow("PostgreSQL") << TestCluster::Kind::PostgreSql;
    QTest::newRow("MariaDB") << TestCluster::Kind::MariaDb;
}

void VersionsTest::init()
{
    QFETCH_GLOBAL(TestCluster::Kind, kind);
    if (const QString missing = TestCluster::missing(kind); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    auto &cluster = m_clusters[kind];
    if (!cluster) {
        cluster = std::make_unique<TestCluster>(kind, 2);
        QVERIFY(cluster->start());
    }
    m_cluster = cluster.get();
    m_epoch = HttpClient(m_cluster->node(0).port())
                  .request("GET", "/api/v1/server")
                  .json()["epoch"_L1]
                  .toString()
                  .toLatin1();
    QVERIFY(!m_epoch.isEmpty());
}

void VersionsTest::migrateFurther(int number, int oldest, const QString &change)
{
    const auto url = DatabaseUrl::parse(m_cluster->databaseUrl());
    QVERIFY(url);
    const auto database = Database::open(*url, Access::Write);
    QVERIFY(database);
    const auto changed = (*database)->execute(change);
    QVERIFY2(changed, changed ? "" : qPrintable(changed.error().detail));
    QVERIFY((*database)->execute(
        u"INSERT INTO schema_migration VALUES (%1, 'newer', %2, 'then', 'now')"_s.arg(number).arg(oldest)));
}

void VersionsTest::publish(const QByteArray &channel, const QByteArray &payload)
{
    const auto bulk = [](const QByteArray &text) {
        return '$' + QByteArray::number(text.size()) + "\r\n" + text + "\r\n";
    };
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_cluster->redis().port());
    QVERIFY(socket.waitForConnected(5000));
    socket.write("*3\r\n" + bulk("PUBLISH") + bulk("confab:" + m_epoch + ':' + channel) + bulk(payload));
    QVERIFY(socket.waitForReadyRead(5000));
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.startsWith(':') && !answer.startsWith(":0"), answer.constData()); // somebody hears it
}

void VersionsTest::goesOnWithASchemaThatItMayUse()
{
    const Person ada(m_cluster->node(0), u"ada"_s);
    const Person grace(m_cluster->node(1), u"grace"_s);
    const QString id = Person(m_cluster->node(0), ada).conversationWith(grace);
    const auto graces = grace.openSocket();
    QVERIFY(graces);
    const int known = Migrator().newest();
    migrateFurther(known + 1, known, u"ALTER TABLE message ADD COLUMN mood TEXT"_s);

    QCOMPARE(Person(m_cluster->node(0), ada).write(id, u"beside a newer node"_s).status, 201);
    QCOMPARE(graces->take("message"_L1)["message"_L1]["body"_L1], "beside a newer node"_L1);
    // And it may be started again.
    QVERIFY(m_cluster->node(0).stop());
    QVERIFY(m_cluster->startNodes());
    QCOMPARE(Person(m_cluster->node(0), ada).messages(id).size(), 1);
}

void VersionsTest::passesOverWhatNewerNodesSay()
{
    Person ada(m_cluster->node(0), u"ada"_s);
    const Person grace(m_cluster->node(1), u"grace"_s);
    const QString id = ada.conversationWith(grace);
    const QByteArray account = ada.get(u"/me"_s).json()["id"_L1].toString().toLatin1();
    const auto adas = ada.openSocket();
    QVERIFY(adas);

    const QByteArray header = R"({"from":"424242","program":"9.0"})";
    publish("n", header + R"(
{"type":"reactionStorm","node":"424242","strength":[7]}
{"type":"alive","node":"424242","number":0,"mood":"good"})");
    publish("a:" + account,
            header + R"(
{"type":"hologram","of":"grace"}
{"type":"typing","conversation":")"
                + id.toLatin1() + R"(","user":"grace","on":"paper"})");

    // What it knows of it arrives, and all that comes after it.
    QCOMPARE(adas->take("typing"_L1)["user"_L1], "grace"_L1);
    QCOMPARE(Person(m_cluster->node(1), grace).write(id, u"still here"_s).status, 201);
    QCOMPARE(adas->take("message"_L1)["message"_L1]["body"_L1], "still here"_L1);
}

void VersionsTest::leavesASchemaThatItMayNotUse()
{
    const Person ada(m_cluster->node(0), u"ada"_s);
    const Person grace(m_cluster->node(1), u"grace"_s);
    const QString id = Person(m_cluster->node(0), ada).conversationWith(grace);
    const int known = Migrator().newest();
    migrateFurther(known + 2, known + 2, u"CREATE TABLE mood (id BIGINT PRIMARY KEY)"_s);

    // Those that run go on.
    QCOMPARE(Person(m_cluster->node(0), ada).write(id, u"the last of its kind"_s).status, 201);
    QVERIFY(m_cluster->node(1).stop());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"did not become ready"_s));
    QVERIFY(!m_cluster->node(1).start());
    QVERIFY2(m_cluster->node(1).log().contains("newer confabd"), m_cluster->node(1).log().constData());
    QCOMPARE(Person(m_cluster->node(0), ada).get(u"/me"_s).status, 200);
}

} // namespace confab::tests

using confab::tests::VersionsTest;
CONFAB_TEST(VersionsTest)
#include "versionstest.moc"
