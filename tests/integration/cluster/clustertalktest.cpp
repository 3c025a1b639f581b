// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/cluster/testcluster.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <future>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// That people on different nodes notice nothing of there being several. On PostgreSQL and on MariaDB.
class ClusterTalkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanupTestCase() { m_clusters.clear(); }

    void aMessageReachesASocketOnAnotherNode();
    void aTokenOfOneNodeHoldsOnEvery();
    void aSessionGoesOnAtAnotherNode();
    void typingReachesAnotherNode();
    void presenceIsThatOfAllNodes();
    void presenceEndsWithTheNode();
    void aBlockHoldsOnEveryNode();
    void anEndedSessionLosesItsSocketsEverywhere();
    void twoNodesNumberOneConversationDensely();
    void theSameClientIdOnTwoNodesIsOneMessage();
    void anUploadGoesOnAtAnotherNode();
    void oneContentFromTwoNodesIsStored();
    void aNodeSaysWhatItIsPartedFrom();
    void marksTellWhatRedisLost();

private:
    /// What a person asks on a thread of its own.
    using Writing = std::function<void(Person &)>;
    void writeOnTwoNodes(const Person &ada, const Writing &first, const Writing &second);
    [[nodiscard]] Person person(int node, const QString &name)
    {
        return Person(m_cluster->node(node), name + QString::number(m_round));
    }

    std::map<TestCluster::Kind, std::unique_ptr<TestCluster>> m_clusters;
    TestCluster *m_cluster = nullptr;
    int m_round = 0;
};

void ClusterTalkTest::initTestCase_data()
{
    QTest::addColumn<TestCluster::Kind>("kind");
    QTest::newRow("PostgreSQL") << TestCluster::Kind::PostgreSql;
    QTest::newRow("MariaDB") << TestCluster::Kind::MariaDb;
}

void ClusterTalkTest::init()
{
    QFETCH_GLOBAL(TestCluster::Kind, kind);
    if (const QString missing = TestCluster::missing(kind); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    auto &cluster = m_clusters[kind];
    if (!cluster) {
        cluster = std::make_unique<TestCluster>(kind);
        QVERIFY(cluster->start());
    }
    m_cluster = cluster.get();
    QVERIFY(m_cluster->startNodes());
    ++m_round;
}

void ClusterTalkTest::aMessageReachesASocketOnAnotherNode()
{
    Person ada = person(0, u"ada"_s);
    Person grace = person(1, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    QVERIFY(!id.isEmpty());
    const auto graces = grace.openSocket();
    const auto adasOther = Person(m_cluster->node(2), ada).openSocket();
    QVERIFY(graces && adasOther);

    QCOMPARE(ada.write(id, u"from node 0"_s).status, 201);
    for (SocketClient *socket : {graces.get(), adasOther.get()}) {
        const QJsonObject push = socket->take("message"_L1);
        QCOMPARE(push["message"_L1]["body"_L1], "from node 0"_L1);
        QCOMPARE(push["message"_L1]["seq"_L1], 1);
    }
    const auto adas = ada.openSocket();
    QVERIFY(adas);
    QCOMPARE(grace.write(id, u"from node 1"_s).status, 201);
    QCOMPARE(adas->take("message"_L1)["message"_L1]["body"_L1], "from node 1"_L1);
}

void ClusterTalkTest::aTokenOfOneNodeHoldsOnEvery()
{
    const Person ada = person(0, u"ada"_s);
    for (int node = 0; node < m_cluster->nodes(); ++node) {
        Person there(m_cluster->node(node), ada);
        QCOMPARE(there.get(u"/me"_s).status, 200);
        QVERIFY(there.openSocket());
    }
}

void ClusterTalkTest::aSessionGoesOnAtAnotherNode()
{
    const Person ada = person(0, u"ada"_s);
    Person there(m_cluster->node(1), ada);
    const HttpAnswer refreshed
        = there.post(u"/sessions/refresh"_s, {{"refreshToken"_L1, ada.refreshToken()}});
    QCOMPARE(refreshed.status, 200);
    Person back(m_cluster->node(2), ada);
    back.setToken(refreshed.json()["session"_L1]["accessToken"_L1].toString());
    QCOMPARE(back.get(u"/me"_s).status, 200);
}

void ClusterTalkTest::typingReachesAnotherNode()
{
    Person ada = person(0, u"ada"_s);
    Person grace = person(1, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    QCOMPARE(ada.write(id, u"hello"_s).status, 201);
    const auto adas = ada.openSocket();
    const auto graces = grace.openSocket();
    QVERIFY(adas && graces);

    // That she is there may still be on its way from her node, and only who is connected is told.
    QTRY_COMPARE_WITH_TIMEOUT(ada.get(u"/users/"_s + grace.username()).json()["presence"_L1].toString(),
                              u"online"_s, 20'000);
    adas->send({{"type"_L1, "typing"_L1}, {"conversation"_L1, id}});
    QCOMPARE(graces->take("typing"_L1)["user"_L1].toString(), ada.username());
}

void ClusterTalkTest::presenceIsThatOfAllNodes()
{
    Person ada = person(0, u"ada"_s);
    Person grace = person(1, u"grace"_s);
    const auto adas = ada.openSocket();
    QVERIFY(adas);
    QVERIFY(!adas->ask({{"type"_L1, "watch"_L1}, {"users"_L1, QJsonArray{grace.username()}}}).isEmpty());
    QCOMPARE(adas->take("presence"_L1)["state"_L1], "offline"_L1);

    const auto phone = grace.openSocket();
    const auto laptop = Person(m_cluster->node(2), grace).openSocket();
    QVERIFY(phone && laptop);
    QCOMPARE(adas->take("presence"_L1)["state"_L1], "online"_L1);
    QCOMPARE(ada.get(u"/users/"_s + grace.username()).json()["presence"_L1], "online"_L1);

    // One of her two devices, on another node than the first, is still there.
    phone->close();
    QVERIFY(adas->take("presence"_L1, 3000).isEmpty());
    laptop->close();
    QCOMPARE(adas->take("presence"_L1, 20'000)["state"_L1], "offline"_L1);
}

void ClusterTalkTest::aBlockHoldsOnEveryNode()
{
    Person ada = person(0, u"ada"_s);
    Person grace = person(1, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    const auto adas = ada.openSocket();
    const auto adasOther = Person(m_cluster->node(2), ada).openSocket();
    const auto graces = grace.openSocket();
    QVERIFY(adas && adasOther && graces);
    QVERIFY(!graces->ask({{"type"_L1, "watch"_L1}, {"users"_L1, QJsonArray{ada.username()}}}).isEmpty());
    QVERIFY(
        !graces->take([](const QJsonObject &frame) { return frame["state"_L1] == "online"_L1; }).isEmpty());
    (void)graces->takeAll(); // "offline", when her node did not know yet who is at another

    QCOMPARE(ada.ask("PUT", u"/blocks/"_s + grace.username()).status, 204);
    QCOMPARE(adasOther->take("account"_L1)["blocks"_L1], QJsonArray{grace.username()});
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "offline"_L1);
    QCOMPARE(grace.write(id, u"hello?"_s).code(), u"cannot_deliver"_s);
    QVERIFY(!adas->ask({{"type"_L1, "presence"_L1}, {"state"_L1, "away"_L1}}).isEmpty());
    QVERIFY(!adasOther->ask({{"type"_L1, "presence"_L1}, {"state"_L1, "away"_L1}}).isEmpty());
    graces->linger(500);
    QCOMPARE(graces->take("presence"_L1, 0), QJsonObject());

    QCOMPARE(ada.remove(u"/blocks/"_s + grace.username()).status, 204);
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "away"_L1);
    QCOMPARE(grace.write(id, u"thank you"_s).status, 201);
}

void ClusterTalkTest::presenceEndsWithTheNode()
{
    Person ada = person(0, u"ada"_s);
    Person grace = person(1, u"grace"_s);
    const auto adas = ada.openSocket();
    const auto graces = grace.openSocket();
    QVERIFY(adas && graces);
    QVERIFY(!adas->ask({{"type"_L1, "watch"_L1}, {"users"_L1, QJsonArray{grace.username()}}}).isEmpty());
    // That she has come may still be on its way from her node.
    const auto isThere = [](const QJsonObject &frame) { return frame["state"_L1] == "online"_L1; };
    QVERIFY(!adas->take(isThere).isEmpty());
    (void)adas->takeAll();

    m_cluster->node(1).kill();
    const auto isGone = [](const QJsonObject &frame) { return frame["state"_L1] == "offline"_L1; };
    QVERIFY(!adas->take(isGone, 30'000).isEmpty());
    QVERIFY(m_cluster->startNodes());
}

void ClusterTalkTest::anEndedSessionLosesItsSocketsEverywhere()
{
    const Person ada = person(0, u"ada"_s);
    const auto here = ada.openSocket();
    const auto there = Person(m_cluster->node(1), ada).openSocket();
    QVERIFY(here && there);
    Person elsewhere(m_cluster->node(2), ada);

    QCOMPARE(elsewhere.remove(u"/sessions/current"_s).status, 204);
    QCOMPARE(here->waitForClose(), 4401);
    QCOMPARE(there->waitForClose(), 4401);
    QCOMPARE(Person(m_cluster->node(0), ada).get(u"/me"_s).status, 401);
}

void ClusterTalkTest::writeOnTwoNodes(const Person &ada, const Writing &first, const Writing &second)
{
    const auto run = [&ada, this](int node, const Writing &writing) {
        return std::async(std::launch::async, [&ada, &writing, door = m_cluster->node(node).door()] {
            Person here(door, ada);
            writing(here);
        });
    };
    const auto one = run(0, first);
    const auto two = run(1, second);
    one.wait();
    two.wait();
}

void ClusterTalkTest::twoNodesNumberOneConversationDensely()
{
    constexpr int each = 150;
    Person ada = person(0, u"ada"_s);
    Person grace = person(2, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    const auto graces = grace.openSocket();
    QVERIFY(graces);
    std::atomic<int> stored = 0;
    const auto writeMany = [&](Person &here) {
        for (int i = 0; i < each; ++i)
            stored += here.write(id, QString::number(i)).status == 201 ? 1 : 0;
    };

    writeOnTwoNodes(ada, writeMany, writeMany);

    QCOMPARE(stored.load(), 2 * each);
    const QList<QJsonObject> messages = grace.messages(id);
    QCOMPARE(messages.size(), 2 * each);
    for (qint64 seq = 1; seq <= messages.size(); ++seq) {
        QCOMPARE(messages.at(seq - 1)["seq"_L1].toInteger(), seq);
        QCOMPARE(messages.at(seq - 1)["change"_L1].toInteger(), seq + 1);
    }
    // Whoever hears both nodes hears each message once, and every number.
    QSet<qint64> pushed;
    for (int i = 0; i < 2 * each; ++i)
        pushed.insert(graces->take("message"_L1)["change"_L1].toInteger());
    QCOMPARE(pushed.size(), 2 * each);
}

void ClusterTalkTest::theSameClientIdOnTwoNodesIsOneMessage()
{
    constexpr int messages = 60;
    Person ada = person(0, u"ada"_s);
    Person grace = person(2, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    QStringList clientIds;
    for (int i = 0; i < messages; ++i)
        clientIds.append(Person::newClientId());
    QList<qint64> first(messages);
    QList<qint64> second(messages);
    const auto writeAll = [&](QList<qint64> &seqs) {
        return [&](Person &here) {
            for (int i = 0; i < messages; ++i)
                seqs[i] = here.write(id, u"once"_s, clientIds.at(i)).json()["seq"_L1].toInteger();
        };
    };

    writeOnTwoNodes(ada, writeAll(first), writeAll(second));

    QVERIFY(!first.contains(0));
    QCOMPARE(first, second);
    QCOMPARE(grace.messages(id).size(), messages);
}

void ClusterTalkTest::anUploadGoesOnAtAnotherNode()
{
    Person ada = person(0, u"ada"_s);
    Person adaThere(m_cluster->node(1), ada);
    Person grace = person(2, u"grace"_s);
    const std::pair<QByteArray, QByteArray> tus{"Tus-Resumable", "1.0.0"};
    const std::pair<QByteArray, QByteArray> type{"Content-Type", "application/offset+octet-stream"};
    QByteArray content(700'000, 'a');
    content.replace(300'000, 400'000, QByteArray(400'000, 'b'));

    const HttpAnswer begun = ada.ask("POST", u"/uploads"_s, {}, {tus, {"Upload-Length", "700000"}});
    QCOMPARE(begun.status, 201);
    const QString path = u"/uploads/"_s + begun.json()["id"_L1].toString();
    QCOMPARE(ada.ask("PATCH", path, content.first(300'000), {tus, type, {"Upload-Offset", "0"}}).status, 204);
    const QByteArray rest = content.sliced(300'000);
    QCOMPARE(adaThere.ask("PATCH", path, rest, {tus, type, {"Upload-Offset", "300000"}}).status, 204);
    const QString file = ada.get(path).json()["file"_L1]["id"_L1].toString();

    QCOMPARE(grace.get(u"/files/"_s + file).status, 404);
    const QString conversation = adaThere.conversationWith(grace);
    QCOMPARE(adaThere
                 .post(u"/conversations/%1/messages"_s.arg(conversation),
                       {{"clientId"_L1, Person::newClientId()},
                        {"body"_L1, ""_L1},
                        {"attachments"_L1, QJsonArray{file}}})
                 .status,
             201);
    QVERIFY(grace.get(u"/files/"_s + file).body == content);
}

void ClusterTalkTest::oneContentFromTwoNodesIsStored()
{
    Person ada = person(0, u"ada"_s);
    std::atomic<int> stored = 0;
    const auto upload = [&](Person &here) {
        for (int i = 0; i < 10; ++i) {
            const QByteArray content = QByteArray(1000, 'x') + QByteArray::number(m_round * 100 + i);
            const QString id = here.upload(u"x"_s, content);
            stored += here.get(u"/files/"_s + id).body == content ? 1 : 0;
        }
    };
    writeOnTwoNodes(ada, upload, upload);
    QCOMPARE(stored.load(), 20);
}

void ClusterTalkTest::aNodeSaysWhatItIsPartedFrom()
{
    HttpClient http(m_cluster->node(0).port());
    const auto state = [&] {
        const HttpAnswer answer = http.request("GET", "/api/v1/health");
        return answer.status == 200 ? answer.json()["state"_L1].toString() : QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"ready"_s, 20'000);
    m_cluster->wayToRedis(0).cut();
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"degraded"_s, 20'000);
    m_cluster->wayToRedis(0).heal();
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"ready"_s, 30'000);
}

void ClusterTalkTest::marksTellWhatRedisLost()
{
    Person ada = person(0, u"ada"_s);
    Person grace = person(1, u"grace"_s);
    const QString id = ada.conversationWith(grace);
    const auto graces = grace.openSocket();
    const auto adasHere = ada.openSocket();
    QVERIFY(graces && adasHere);
    m_cluster->wayToRedis(0).cut();

    // It is accepted, stored, and delivered on the same node at once.
    const HttpAnswer written = ada.write(id, u"behind the back of Redis"_s);
    QCOMPARE(written.status, 201);
    QCOMPARE(adasHere->take("message"_L1)["change"_L1], written.json()["change"_L1]);
    // On others storage says that there is something, within the heartbeat.
    const auto isToldOf = [&](const QJsonObject &frame) {
        return frame["type"_L1] == "marks"_L1
            && frame["conversations"_L1][id][0].toInteger() >= written.json()["change"_L1].toInteger();
    };
    QVERIFY(!graces->take(isToldOf, 30'000).isEmpty());
    QCOMPARE(grace.messages(id).size(), 1);

    m_cluster->wayToRedis(0).heal();
    // And when Redis is back, so is the short way.
    const auto arrives = [&] {
        return ada.write(id, u"again"_s).status == 201 && !graces->take("message"_L1, 500).isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(arrives(), 30'000);
}

} // namespace confab::tests

using confab::tests::ClusterTalkTest;
CONFAB_TEST(ClusterTalkTest)
#include "clustertalktest.moc"
