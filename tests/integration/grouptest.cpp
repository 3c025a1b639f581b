// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Groups over both doors of a real server: every device of every member sees the same, at once or when it is
/// back.
class GroupTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyDeviceOfEveryMemberIsTold();
    void whoJoinsAndWhoLeavesIsTold();
    void whoWasAwayCatchesUp();
    void aRepeatMakesNoSecond();

private:
    [[nodiscard]] QString make(const QStringList &members, const QString &clientId = Person::newClientId());
    [[nodiscard]] QString path(const QString &more = {}) const
    {
        return u"/conversations/"_s + m_group + more;
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_ken;
    QString m_group;
};

void GroupTest::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_ken = std::make_unique<Person>(*m_server, u"ken"_s);
    m_group = make({u"grace"_s});
    QVERIFY(!m_group.isEmpty());
}

void GroupTest::cleanup()
{
    QVERIFY(m_server->stop());
}

QString GroupTest::make(const QStringList &members, const QString &clientId)
{
    return m_ada
        ->post(u"/conversations"_s,
               {{"kind"_L1, "group"_L1},
                {"title"_L1, "Compilers"_L1},
                {"members"_L1, QJsonArray::fromStringList(members)},
                {"clientId"_L1, clientId}})
        .json()["id"_L1]
        .toString();
}

void GroupTest::everyDeviceOfEveryMemberIsTold()
{
    const auto adas = m_ada->openSocket();
    const auto phone = m_grace->openSocket();
    const auto laptop = m_grace->openSocket();
    QVERIFY(adas && phone && laptop);
    QCOMPARE(m_ada->patch(path(), {{"title"_L1, "Linkers"_L1}}).status, 200);
    QCOMPARE(m_grace->write(m_group, u"hello all"_s).status, 201);
    for (SocketClient *socket : {adas.get(), phone.get(), laptop.get()}) {
        const QJsonObject line = socket->take([](const QJsonObject &frame) {
            return frame["type"_L1] == "message"_L1 && frame["change"_L1] == 3;
        });
        QCOMPARE(line["message"_L1]["event"_L1]["title"_L1], "Linkers"_L1);
        const QJsonObject state = socket->take([](const QJsonObject &frame) {
            return frame["type"_L1] == "conversation"_L1 && frame["change"_L1] == 4;
        });
        QCOMPARE(state["title"_L1], "Linkers"_L1);
        const QJsonObject message = socket->take([](const QJsonObject &frame) {
            return frame["type"_L1] == "message"_L1 && frame["change"_L1] == 5;
        });
        QCOMPARE(message["message"_L1]["body"_L1], "hello all"_L1);
    }
}

void GroupTest::whoJoinsAndWhoLeavesIsTold()
{
    const auto adas = m_ada->openSocket();
    const auto kens = m_ken->openSocket();
    QVERIFY(adas && kens);
    QCOMPARE(m_ken->get(path()).status, 404);
    QCOMPARE(m_ada->post(path(u"/members"_s), {{"username"_L1, "ken"_L1}}).status, 201);
    QCOMPARE(kens->take("conversation"_L1)["id"_L1], m_group);
    QCOMPARE(m_ken->messages(m_group).size(), 1);
    QCOMPARE(m_ada->remove(path(u"/members/ken"_s)).status, 204);
    QCOMPARE(kens->take("removed"_L1)["conversation"_L1], m_group);
    QCOMPARE(m_ken->get(path()).status, 404);
    QCOMPARE(m_ken->get(path(u"/messages"_s)).status, 404);
    QCOMPARE(m_ken->write(m_group, u"but"_s).status, 404);
    const QJsonObject removed = adas->take(
        [](const QJsonObject &frame) { return frame["message"_L1]["event"_L1]["what"_L1] == "removed"_L1; });
    QCOMPARE(removed["message"_L1]["event"_L1]["user"_L1], "ken"_L1);
}

void GroupTest::whoWasAwayCatchesUp()
{
    const auto since
        = [&](int change) { return m_grace->get(path(u"/changes?since=%1"_s.arg(change))).json(); };
    QCOMPARE(m_ada->post(path(u"/members"_s), {{"username"_L1, "ken"_L1}}).status, 201);
    QCOMPARE(m_ada->patch(path(u"/members/grace"_s), {{"role"_L1, "owner"_L1}}).status, 200);
    QCOMPARE(m_ken->write(m_group, u"hello"_s).status, 201);
    QCOMPARE(m_ada->remove(path(u"/members/ada"_s)).status, 204);
    const QJsonObject changes = since(2);
    QCOMPARE(changes["change"_L1], 9);
    QCOMPARE(changes["messages"_L1].toArray().size(), 4);
    QCOMPARE(changes["conversation"_L1]["memberCount"_L1], 2);
    QCOMPARE(changes["members"_L1].toArray().size(), 3); // one of them a tombstone
    QCOMPARE(since(9)["messages"_L1].toArray().size(), 0);
    const QJsonObject synced
        = m_ada->post(u"/sync"_s, {{"conversations"_L1, QJsonObject{{m_group, 7}}}}).json();
    QCOMPARE(synced["removed"_L1].toArray(), QJsonArray{m_group});
    const QJsonObject graces
        = m_grace->post(u"/sync"_s, {{"conversations"_L1, QJsonObject{{m_group, 2}}}}).json();
    QCOMPARE(graces["conversations"_L1].toArray().size(), 1);
}

void GroupTest::aRepeatMakesNoSecond()
{
    const QString id = Person::newClientId();
    const QString first = make({u"ken"_s}, id);
    QVERIFY(!first.isEmpty());
    QCOMPARE(make({u"ken"_s}, id), first);
}

} // namespace confab::tests

using confab::tests::GroupTest;

CONFAB_TEST(GroupTest)
#include "grouptest.moc"
