// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/replica.h"
#include "tests/support/testcase.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Completeness: a client that follows section 5 of the protocol ends, after any cuts, with exactly what it
/// may see of what the server has.
class SyncTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { QVERIFY(m_server->stop()); }

    void aReplicaIsCompleteAfterRandomCuts();
    void aReplicaIsCompleteAfterKills();
    void changesComeInPages();
    void syncAnswersWhatDiffers();
    void marksTellWhatWasLost();

private:
    void compare(const Replica &replica, Person &person);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_linus;
};

void SyncTest::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_linus = std::make_unique<Person>(*m_server, u"linus"_s);
}

void SyncTest::compare(const Replica &replica, Person &person)
{
    const QJsonArray conversations = person.get(u"/conversations"_s).json()["conversations"_L1].toArray();
    QCOMPARE(replica.conversations().size(), conversations.size());
    for (const QJsonValue &expected : conversations) {
        const QString id = expected["id"_L1].toString();
        const Replica::Conversation held = replica.conversations().value(id);
        QCOMPARE(held.change, expected["change"_L1].toInteger());
        QCOMPARE(held.messages.values(), person.messages(id));
        const QJsonArray members = expected["members"_L1].toArray();
        for (const QJsonValue &member : members)
            QCOMPARE(held.members.value(member["user"_L1].toString()), member.toObject());
    }
}

void SyncTest::aReplicaIsCompleteAfterRandomCuts()
{
    Replica replica(*m_server, *m_grace);
    QVERIFY(replica.connect());
    const QStringList ids{m_ada->conversationWith(*m_grace), m_linus->conversationWith(*m_grace)};
    auto &random = *QRandomGenerator::global();
    for (int i = 0; i < 300; ++i) {
        Person &sender = i % 3 == 0 ? *m_linus : i % 3 == 1 ? *m_ada : *m_grace;
        const QString &id = &sender == m_linus.get() ? ids.at(1) : ids.at(0);
        QCOMPARE(sender.write(id, QString::number(i)).status, 201);
        if (random.bounded(20) == 0)
            QCOMPARE(sender.put(u"/conversations/%1/delivered"_s.arg(id), {{"seq"_L1, 1}}).status, 200);
        if (random.bounded(8) == 0)
            replica.listen(random.bounded(20));
        if (random.bounded(12) == 0)
            replica.cut();
        if (random.bounded(10) == 0)
            QVERIFY(replica.connect());
    }
    QVERIFY(replica.connect());
    QVERIFY(replica.cuts() > 0);
    compare(replica, *m_grace);
}

void SyncTest::aReplicaIsCompleteAfterKills()
{
    Replica replica(*m_server, *m_grace);
    const QString id = m_ada->conversationWith(*m_grace);
    for (int round = 0; round < 4; ++round) {
        QVERIFY(replica.connect());
        for (int i = 0; i < 20; ++i)
            QCOMPARE(m_ada->write(id, QString::number(i)).status, 201);
        m_server->kill();
        QVERIFY(m_server->start());
    }
    QVERIFY(replica.connect());
    compare(replica, *m_grace);
}

void SyncTest::changesComeInPages()
{
    const QString id = m_ada->conversationWith(*m_grace);
    for (int i = 0; i < 25; ++i)
        QCOMPARE(m_ada->write(id, QString::number(i)).status, 201);
    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(id), {{"seq"_L1, 25}}).status, 200);
    qint64 since = 0;
    QSet<int> seqs;
    bool more = true;
    for (int pages = 0; more && pages < 20; ++pages) {
        const QJsonObject page
            = m_grace->get(u"/conversations/%1/changes?limit=4&since=%2"_s.arg(id).arg(since)).json();
        const QJsonArray messages = page["messages"_L1].toArray();
        QVERIFY(messages.size() <= 4);
        for (const QJsonValue &message : messages) {
            QVERIFY(message["change"_L1].toInteger() > since);
            QVERIFY(message["change"_L1].toInteger() <= page["change"_L1].toInteger());
            seqs.insert(message["seq"_L1].toInt());
        }
        QVERIFY(page["change"_L1].toInteger() > since);
        since = page["change"_L1].toInteger();
        more = page["more"_L1].toBool();
    }
    QVERIFY(!more);
    QCOMPARE(seqs.size(), 25);
    QCOMPARE(since, m_ada->get(u"/conversations/"_s + id).json()["change"_L1].toInteger());
    const QJsonObject nothing
        = m_grace->get(u"/conversations/%1/changes?since=%2"_s.arg(id).arg(since)).json();
    QVERIFY(nothing["messages"_L1].toArray().isEmpty() && !nothing.contains("conversation"_L1));
}

void SyncTest::syncAnswersWhatDiffers()
{
    const QString first = m_ada->conversationWith(*m_grace);
    const QString second = m_ada->conversationWith(*m_linus);
    const auto sync = [this](const QJsonObject &known) {
        return m_ada->post(u"/sync"_s, {{"conversations"_L1, known}}).json();
    };
    const QJsonArray all = sync({})["conversations"_L1].toArray();
    QCOMPARE(all.size(), 2);
    QJsonObject known;
    for (const QJsonValue &one : all)
        known.insert(one["id"_L1].toString(), QJsonArray{one["change"_L1], one["own"_L1]});
    QVERIFY(sync(known)["conversations"_L1].toArray().isEmpty());

    QCOMPARE(m_grace->write(first, u"hello"_s).status, 201);
    QCOMPARE(m_ada->patch(u"/conversations/"_s + second, {{"pinned"_L1, true}}).status, 200);
    QCOMPARE(sync(known)["conversations"_L1].toArray().size(), 2); // one moved its change, one its own
    known.insert("4611686018427387905"_L1, QJsonArray{1, 1});
    QCOMPARE(sync(known)["removed"_L1].toArray(), QJsonArray{"4611686018427387905"_L1});
    QVERIFY(!sync(known)["account"_L1].isObject());
}

void SyncTest::marksTellWhatWasLost()
{
    const QString id = m_ada->conversationWith(*m_grace);
    const auto socket = m_grace->openSocket();
    QVERIFY(socket);
    QCOMPARE(m_ada->write(id, u"hello"_s).status, 201);
    const auto namesIt = [&](const QJsonObject &frame) {
        return frame["type"_L1] == "marks"_L1
            && frame["conversations"_L1][id] == QJsonArray{2, frame["conversations"_L1][id][1]};
    };
    QVERIFY(!socket->take(namesIt, 31'000).isEmpty());
}

} // namespace confab::tests

using confab::tests::SyncTest;
CONFAB_TEST(SyncTest)
#include "synctest.moc"
