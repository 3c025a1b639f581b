// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/cluster/examplecluster.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// The example of a cluster as it is shipped, through HAProxy and through nginx.
class BalancerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void init();
    void cleanupTestCase();

    void peopleTalkThroughIt();
    void noSessionSticksToANode();
    void aSocketOutlivesTheHeartbeat();
    void aDeadNodeIsPassedOver();
    void nodesAreExchangedOneByOne();
    void whoIsBehindItIsCounted(); // the last: it spends what may be tried from one address

private:
    [[nodiscard]] Door door() const;
    std::unique_ptr<ExampleCluster> m_cluster;
    std::unique_ptr<Person> m_ada; ///< at a node of their own, as accounts are rarely made
    std::unique_ptr<Person> m_grace;
    QString m_id;
};

void BalancerTest::initTestCase_data()
{
    QTest::addColumn<bool>("isHaproxy");
    QTest::newRow("HAProxy") << true;
    QTest::newRow("nginx") << false;
}

void BalancerTest::initTestCase()
{
    if (const QString missing = ExampleCluster::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_cluster = std::make_unique<ExampleCluster>();
    QVERIFY(m_cluster->start());
    m_ada = std::make_unique<Person>(m_cluster->node(1), u"ada"_s);
    m_grace = std::make_unique<Person>(m_cluster->node(2), u"grace"_s);
    m_id = m_ada->conversationWith(*m_grace);
    QVERIFY(!m_id.isEmpty());
}

void BalancerTest::init()
{
    QVERIFY(m_cluster->start());
}

void BalancerTest::cleanupTestCase()
{
    if (m_cluster)
        QVERIFY(m_cluster->stop());
}

Door BalancerTest::door() const
{
    QFETCH_GLOBAL(bool, isHaproxy);
    return isHaproxy ? m_cluster->haproxy() : m_cluster->nginx();
}

void BalancerTest::peopleTalkThroughIt()
{
    Person ada(door(), *m_ada);
    const Person grace(door(), *m_grace);
    std::vector<std::unique_ptr<SocketClient>> sockets;
    for (int i = 0; i < 4; ++i) { // more than there are nodes: on one of them there are two
        sockets.push_back(grace.openSocket());
        QVERIFY(sockets.back());
    }
    for (int i = 0; i < 10; ++i)
        QCOMPARE(ada.write(m_id, QString::number(i)).status, 201);
    for (const auto &socket : sockets) {
        // From two nodes the later one may come first; `change` puts them in order.
        QMap<qint64, QString> bodies;
        for (int i = 0; i < 10; ++i) {
            const QJsonObject frame = socket->take("message"_L1);
            bodies.insert(frame["change"_L1].toInteger(), frame["message"_L1]["body"_L1].toString());
        }
        QCOMPARE(bodies.values().join(u' '), u"0 1 2 3 4 5 6 7 8 9"_s);
    }
}

void BalancerTest::noSessionSticksToANode()
{
    for (int i = 0; i < 12; ++i) {
        Person again(door(), *m_ada); // a connection of its own
        QCOMPARE(again.get(u"/me"_s).status, 200);
    }
}

void BalancerTest::aSocketOutlivesTheHeartbeat()
{
    const Person ada(door(), *m_ada);
    const auto socket = ada.openSocket();
    QVERIFY(socket);
    const int heartbeat = socket->welcome()["heartbeat"_L1].toInt();
    // A client sends something at least that often, and in between nothing is said.
    socket->linger(heartbeat * 1000);
    QCOMPARE(socket->ask({{"type"_L1, "ping"_L1}})["type"_L1], "pong"_L1);
}

void BalancerTest::aDeadNodeIsPassedOver()
{
    Person ada(door(), *m_ada);
    std::vector<std::unique_ptr<SocketClient>> sockets;
    for (int i = 0; i < 6; ++i) {
        sockets.push_back(ada.openSocket());
        QVERIFY(sockets.back());
    }
    QVERIFY(m_cluster->killNode(2));
    // Those who were on it come back elsewhere; nobody else notices.
    const auto lost = [&] {
        return std::count_if(sockets.begin(), sockets.end(),
                             [](const auto &socket) { return !socket->isOpen(); });
    };
    QTRY_VERIFY(lost() > 0);
    QVERIFY(lost() < qsizetype(sockets.size()));
    HttpClient http(door().port);
    QTRY_COMPARE(http.request("GET", "/api/v1/health").status, 200); // there are others
    for (int i = 0; i < 6; ++i) {
        QTRY_COMPARE(Person(door(), ada).get(u"/me"_s).status, 200);
        QTRY_VERIFY(ada.openSocket());
    }
}

void BalancerTest::nodesAreExchangedOneByOne()
{
    Person ada(door(), *m_ada);
    Person grace(door(), *m_grace);
    const qsizetype before = grace.messages(m_id).size();
    QSet<qint64> seqs;
    for (int number = 1; number <= 3; ++number) {
        QVERIFY(m_cluster->stopNode(number));
        for (int i = 0; i < 5; ++i) {
            const QString clientId = Person::newClientId();
            HttpAnswer answer;
            // What a client does: the same clientId again, until it is answered.
            QTRY_VERIFY((answer = ada.write(m_id, u"meanwhile"_s, clientId)).status / 100 == 2);
            seqs.insert(answer.json()["seq"_L1].toInteger());
        }
        QVERIFY(m_cluster->start());
    }
    QCOMPARE(seqs.size(), 15);
    QCOMPARE(grace.messages(m_id).size(), before + 15);
}

void BalancerTest::whoIsBehindItIsCounted()
{
    // All tests come from one address, and what they say of it is not believed.
    HttpClient http(door().port);
    // A balancer may not have seen yet that the nodes are back.
    QTRY_COMPARE_WITH_TIMEOUT(http.request("GET", "/api/v1/server").status, 200, 20000);
    const auto isRefused = [&http](int number) {
        const QByteArray address = "203.0.113." + QByteArray::number(number);
        const QByteArray wrong = Person::json(
            {{"username"_L1, u"nobody%1"_s.arg(number)}, {"password"_L1, "not the password"_L1}});
        return http.request("POST", "/api/v1/sessions", wrong, {{"X-Forwarded-For", address}}).status == 429;
    };
    // Fifty at once are free. A third of all that follow is fewer on each node, so that it takes what they
    // tell each other, a moment later, to refuse one.
    bool refused = false;
    for (int i = 0; i < 120; ++i)
        refused = isRefused(i) || refused;
    for (int i = 120; i < 140 && !refused; ++i) {
        QTest::qWait(250);
        refused = isRefused(i);
    }
    QVERIFY(refused);
}

} // namespace confab::tests

using confab::tests::BalancerTest;
CONFAB_TEST(BalancerTest)
#include "balancertest.moc"
