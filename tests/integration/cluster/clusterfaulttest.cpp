// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/sender.h"
#include "tests/integration/cluster/testcluster.h"
#include "tests/integration/replica.h"
#include "tests/support/testcase.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// People write by way of all nodes, over both doors, while nodes and Redis are killed, the database is
/// restarted and the ways to Redis are broken, at random. Afterwards every guarantee of the protocol's
/// section 6 that can be counted is: nothing acknowledged or pushed is missing (durable), nothing is there
/// twice (once), every number is dense and the same for all (ordered), and clients that only ever cut and
/// caught up have exactly what there is (complete).
///
/// 10 seconds of it, or as many as CONFAB_CLUSTER_SECONDS says.
class ClusterFaultTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostWhateverFails_data();
    void nothingIsLostWhateverFails();

private:
    struct Conversation {
        QString id;
        Person *reader;
    };
    using Fault = void (ClusterFaultTest::*)();

    void makePeople();
    void addSenders(int first, int second);
    void failAtRandom(std::chrono::seconds time);
    void listenFor(int milliseconds);
    void killANode();
    void killRedis();
    void restartTheDatabase();
    void killTheDatabase();
    void partANodeFromRedis();
    [[nodiscard]] HttpAnswer askHealth(int node)
    {
        return HttpClient(m_cluster->node(node).port()).request("GET", "/api/v1/health");
    }
    [[nodiscard]] bool everythingIsAcknowledged();
    void compare();
    void compareReplica(const Replica &replica, Person &person);
    [[nodiscard]] int anyNode() const { return QRandomGenerator::global()->bounded(m_cluster->nodes()); }

    std::unique_ptr<TestCluster> m_cluster;
    std::unique_ptr<Ledger> m_ledger;
    std::vector<std::unique_ptr<Person>> m_people;
    std::vector<std::unique_ptr<Sender>> m_senders;
    std::vector<std::unique_ptr<Replica>> m_replicas; ///< one for each person, on the next node
    QList<Conversation> m_conversations;
    QMap<QByteArray, int> m_faults;
};

void ClusterFaultTest::nothingIsLostWhateverFails_data()
{
    QTest::addColumn<TestCluster::Kind>("kind");
    QTest::newRow("PostgreSQL") << TestCluster::Kind::PostgreSql;
    QTest::newRow("MariaDB") << TestCluster::Kind::MariaDb;
}

void ClusterFaultTest::nothingIsLostWhateverFails()
{
    QFETCH(TestCluster::Kind, kind);
    if (const QString missing = TestCluster::missing(kind); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    const int asked = qEnvironmentVariableIntValue("CONFAB_CLUSTER_SECONDS");
    m_replicas.clear();
    m_senders.clear();
    m_people.clear();
    m_conversations.clear();
    m_faults.clear();
    m_ledger = std::make_unique<Ledger>();
    m_cluster = std::make_unique<TestCluster>(kind, 3, QStringList{u"access_token_lifetime=12h"_s});
    QVERIFY(m_cluster->start());
    makePeople();
    if (QTest::currentTestFailed())
        return;

    failAtRandom(std::chrono::seconds(asked > 0 ? asked : 10));
    for (const auto &sender : m_senders)
        sender->finish();
    QVERIFY(everythingIsAcknowledged());
    compare();
    QVERIFY(m_ledger->acknowledgedCount() > 0);
    QByteArray faults;
    for (auto fault = m_faults.cbegin(); fault != m_faults.cend(); ++fault)
        faults += ", " + fault.key() + ' ' + QByteArray::number(fault.value());
    qInfo("%d messages acknowledged, %d of them more than once%s", m_ledger->acknowledgedCount(),
          m_ledger->repeats(), faults.constData());
    m_replicas.clear();
    m_senders.clear();
    m_cluster.reset();
}

void ClusterFaultTest::makePeople()
{
    const QStringList names{u"ada"_s, u"grace"_s, u"linus"_s};
    for (int i = 0; i < names.size(); ++i) {
        m_people.push_back(std::make_unique<Person>(m_cluster->node(i), names.at(i)));
        QVERIFY(!m_people.back()->token().isEmpty());
    }
    addSenders(0, 1);
    addSenders(1, 2);
    addSenders(2, 0);
    for (int i = 0; i < names.size(); ++i) {
        const Door next = m_cluster->node((i + 1) % m_cluster->nodes());
        m_people.push_back(std::make_unique<Person>(next, *m_people.at(size_t(i))));
        m_replicas.push_back(std::make_unique<Replica>(next, *m_people.back()));
    }
}

void ClusterFaultTest::addSenders(int first, int second)
{
    Person &one = *m_people.at(size_t(first));
    Person &other = *m_people.at(size_t(second));
    const QString id = one.conversationWith(other);
    QVERIFY(!id.isEmpty());
    m_conversations.append({id, &other});
    // Each writes by way of the own node and, over the other door, of the next one.
    m_senders.push_back(std::make_unique<SocketSender>(m_cluster->node(first), one, id, *m_ledger));
    m_senders.push_back(std::make_unique<SocketSender>(m_cluster->node(second), other, id, *m_ledger));
    const int next = (second + 1) % m_cluster->nodes();
    m_senders.push_back(std::make_unique<HttpSender>(m_cluster->node(next), one, id, *m_ledger));
}

void ClusterFaultTest::failAtRandom(std::chrono::seconds time)
{
    static const QList<std::pair<QByteArray, Fault>> faults{
        {"killed nodes", &ClusterFaultTest::killANode},
        {"killed Redis", &ClusterFaultTest::killRedis},
        {"restarted databases", &ClusterFaultTest::restartTheDatabase},
        {"killed databases", &ClusterFaultTest::killTheDatabase},
        {"parted nodes", &ClusterFaultTest::partANodeFromRedis}};
    QElapsedTimer elapsed;
    elapsed.start();
    // Each at least once, then at random.
    for (int round = 0; round < faults.size() || elapsed.elapsed() < time / std::chrono::milliseconds(1);
         ++round) {
        for (const auto &sender : m_senders)
            sender->resume();
        for (const auto &replica : m_replicas)
            (void)replica->connect();
        listenFor(QRandomGenerator::global()->bounded(300, 900));
        const auto &[name, fault] = round < faults.size()
            ? faults.at(round)
            : faults.at(QRandomGenerator::global()->bounded(faults.size()));
        (this->*fault)();
        if (QTest::currentTestFailed())
            return;
        ++m_faults[name];
    }
}

void ClusterFaultTest::listenFor(int milliseconds)
{
    QTest::qWait(milliseconds);
    for (const auto &replica : m_replicas)
        replica->listen(0);
}

void ClusterFaultTest::killANode()
{
    m_cluster->node(anyNode()).kill();
    listenFor(200);
    QVERIFY(m_cluster->startNodes());
}

void ClusterFaultTest::killRedis()
{
    m_cluster->redis().kill();
    // Without it a node can serve, and says so.
    const auto isAlone = [this] {
        const HttpAnswer health = askHealth(0);
        return health.status == 200 && health.json()["bus"_L1] == "away"_L1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAlone(), 20'000);
    QVERIFY(m_cluster->redis().start());
}

void ClusterFaultTest::restartTheDatabase()
{
    m_cluster->database().stop();
    listenFor(100);
    QVERIFY(m_cluster->database().start());
}

void ClusterFaultTest::killTheDatabase()
{
    m_cluster->database().kill();
    const int node = anyNode();
    QTRY_COMPARE_WITH_TIMEOUT(askHealth(node).status, 503, 20'000);
    QCOMPARE(askHealth(node).json()["database"_L1], "away"_L1);
    QVERIFY(m_cluster->database().start());
    QTRY_COMPARE_WITH_TIMEOUT(askHealth(node).status, 200, 30'000);
}

void ClusterFaultTest::partANodeFromRedis()
{
    TcpProxy &way = m_cluster->wayToRedis(anyNode());
    QRandomGenerator::global()->bounded(2) == 0 ? way.cut() : way.freeze();
    listenFor(500);
    way.heal();
}

bool ClusterFaultTest::everythingIsAcknowledged()
{
    const auto allDone = [this] {
        return std::all_of(m_senders.begin(), m_senders.end(),
                           [](const auto &sender) { return sender->isDone(); });
    };
    for (int attempt = 0; attempt < 20; ++attempt) {
        for (const auto &sender : m_senders)
            sender->resume();
        if (QTest::qWaitFor(allDone, 3000))
            return true;
    }
    return false;
}

void ClusterFaultTest::compare()
{
    for (const Conversation &conversation : std::as_const(m_conversations))
        m_ledger->compare(conversation.id, conversation.reader->messages(conversation.id));
    QVERIFY2(m_ledger->violations().isEmpty(), qPrintable(m_ledger->violations().mid(0, 20).join(u'\n')));
    for (size_t i = 0; i < m_replicas.size(); ++i) {
        QVERIFY(m_replicas.at(i)->connect());
        compareReplica(*m_replicas.at(i), *m_people.at(i));
    }
}

void ClusterFaultTest::compareReplica(const Replica &replica, Person &person)
{
    const QJsonArray conversations = person.get(u"/conversations"_s).json()["conversations"_L1].toArray();
    QCOMPARE(replica.conversations().size(), conversations.size());
    for (const QJsonValue &expected : conversations) {
        const QString id = expected["id"_L1].toString();
        const Replica::Conversation held = replica.conversations().value(id);
        QCOMPARE(held.change, expected["change"_L1].toInteger());
        QCOMPARE(held.messages.values(), person.messages(id));
    }
}

} // namespace confab::tests

using confab::tests::ClusterFaultTest;
CONFAB_TEST(ClusterFaultTest)
#include "clusterfaulttest.moc"
