// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/cluster/testcluster.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QSemaphore>

#include <future>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// The exclusive policy on two nodes: what is asked of both at the same instant has one winner. On PostgreSQL
/// and on MariaDB.
class ClusterExclusiveTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanupTestCase() { m_clusters.clear(); }

    void ofTwoWhoStartWithOneThirdOneWins();
    void ofTwoWhoWriteToOneThirdOneWins();
    void twoWhoStartWithEachOtherBothDo();
    void closingIsSeenOnTheOtherNode();

private:
    /// Has `first` ask node 0 and `second` node 1, as much at the same time as can be.
    template <typename Ask>
    QList<HttpAnswer> atOnce(const Person &first, const Person &second, Ask ask);
    [[nodiscard]] Person person(int node, const QString &name, int round)
    {
        return Person(m_cluster->node(node), u"%1%2"_s.arg(name).arg(round));
    }
    static QJsonObject with(const QString &name) { return {{"kind"_L1, "direct"_L1}, {"with"_L1, name}}; }

    static constexpr int rounds = 30;
    std::map<TestCluster::Kind, std::unique_ptr<TestCluster>> m_clusters;
    TestCluster *m_cluster = nullptr;
};

void ClusterExclusiveTest::initTestCase_data()
{
    QTest::addColumn<TestCluster::Kind>("kind");
    QTest::newRow("PostgreSQL") << TestCluster::Kind::PostgreSql;
    QTest::newRow("MariaDB") << TestCluster::Kind::MariaDb;
}

void ClusterExclusiveTest::init()
{
    QFETCH_GLOBAL(TestCluster::Kind, kind);
    if (const QString missing = TestCluster::missing(kind); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    auto &cluster = m_clusters[kind];
    if (!cluster) {
        cluster = std::make_unique<TestCluster>(kind, 2, QStringList{u"conversation_policy=exclusive"_s});
        QVERIFY(cluster->start());
    }
    m_cluster = cluster.get();
}

template <typename Ask>
QList<HttpAnswer> ClusterExclusiveTest::atOnce(const Person &first, const Person &second, Ask ask)
{
    QSemaphore ready;
    QSemaphore go;
    const auto run = [&](int node, const Person &who) {
        return std::async(std::launch::async, [&ready, &go, &who, &ask, door = m_cluster->node(node).door()] {
            Person here(door, who);
            (void)here.get(u"/me"_s); // the connection stands
            ready.release();
            go.acquire();
            return ask(here);
        });
    };
    auto one = run(0, first);
    auto two = run(1, second);
    ready.acquire(2);
    go.release(2);
    return {one.get(), two.get()};
}

void ClusterExclusiveTest::ofTwoWhoStartWithOneThirdOneWins()
{
    const Person ada = person(0, u"ada"_s, 0);
    const Person ken = person(1, u"ken"_s, 0);
    for (int round = 0; round < rounds; ++round) {
        Person grace = person(0, u"grace"_s, round);
        const auto answers = atOnce(ada, ken, [name = grace.username()](Person &here) {
            return here.post(u"/conversations"_s, with(name));
        });
        const int winner = answers[0].status == 201 ? 0 : 1;
        QCOMPARE(answers[winner].status, 201);
        QCOMPARE(answers[1 - winner].code(), u"conversation_active"_s);
        const QString id = answers[winner].json()["id"_L1].toString();
        QCOMPARE(grace.get(u"/me"_s).json()["activeConversation"_L1], id);
        QCOMPARE(grace.get(u"/conversations"_s).json()["conversations"_L1].toArray().size(), 1);
        QCOMPARE(grace.post(u"/conversations/%1/close"_s.arg(id), {}).status, 200);
    }
}

void ClusterExclusiveTest::ofTwoWhoWriteToOneThirdOneWins()
{
    const auto adas = person(0, u"ada"_s, 1).openSocket();
    const auto kens = person(1, u"ken"_s, 1).openSocket();
    QVERIFY(adas && kens);
    const auto isAnswer = [](const QJsonObject &frame) { return frame.contains("ref"_L1); };
    for (int round = 0; round < rounds; ++round) {
        Person grace = person(1, u"dora"_s, round);
        for (SocketClient *socket : {adas.get(), kens.get()}) {
            socket->send({{"type"_L1, "send"_L1},
                          {"ref"_L1, "r"_L1},
                          {"to"_L1, grace.username()},
                          {"clientId"_L1, Person::newClientId()},
                          {"body"_L1, "hello"_L1}});
        }
        QJsonObject won = adas->take(isAnswer);
        QJsonObject lost = kens->take(isAnswer);
        if (won["type"_L1] != "ack"_L1)
            std::swap(won, lost);
        QCOMPARE(won["type"_L1], "ack"_L1);
        QCOMPARE(lost["code"_L1], "conversation_active"_L1);
        const QString id = won["conversation"_L1].toString();
        QCOMPARE(grace.messages(id).size(), 1);
        QCOMPARE(grace.post(u"/conversations/%1/close"_s.arg(id), {}).status, 200);
    }
}

void ClusterExclusiveTest::twoWhoStartWithEachOtherBothDo()
{
    for (int round = 0; round < rounds; ++round) {
        Person ada = person(0, u"eve"_s, round);
        Person grace = person(1, u"fay"_s, round);
        const auto answers = atOnce(ada, grace, [&](Person &here) {
            const Person &other = here.username() == ada.username() ? grace : ada;
            return here.post(u"/conversations"_s, with(other.username()));
        });
        QCOMPARE(answers[0].json()["id"_L1], answers[1].json()["id"_L1]);
        QCOMPARE(answers[0].status + answers[1].status, 401); // made once
        QCOMPARE(ada.get(u"/me"_s).json()["activeConversation"_L1], answers[0].json()["id"_L1]);
    }
}

void ClusterExclusiveTest::closingIsSeenOnTheOtherNode()
{
    Person ada = person(0, u"ada"_s, 2);
    Person grace = person(1, u"grace"_s, rounds);
    const QString id = ada.conversationWith(grace);
    const auto graces = grace.openSocket();
    QVERIFY(graces);
    QCOMPARE(ada.post(u"/conversations/%1/close"_s.arg(id), {}).status, 200);
    QCOMPARE(graces->take("conversation"_L1)["state"_L1], "closed"_L1);
    QCOMPARE(grace.write(id, u"wait"_s).code(), u"conversation_closed"_s);
}

} // namespace confab::tests

using confab::tests::ClusterExclusiveTest;
CONFAB_TEST(ClusterExclusiveTest)
#include "clusterexclusivetest.moc"
