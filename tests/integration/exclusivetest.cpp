// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// One conversation of two at a time, over both doors of a real server with that policy.
class ExclusiveTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theServerSaysSo();
    void closingReachesEveryDevice();
    void whoIsEngagedIsNotReached();
    void aClosedOneIsReadOnly();
    void aRepeatStillHasItsFirstAnswer();
    void itIsOpenedAgain();
    void itOutlivesAKill();
    void groupsGoOn();
    void whoIsDisabledHoldsNobody();
    void theOperatorChangesThePolicy();

private:
    static QJsonObject with(const Person &person)
    {
        return {{"kind"_L1, "direct"_L1}, {"with"_L1, person.username()}};
    }
    static QJsonObject sendTo(const Person &person, const QString &body)
    {
        return {{"type"_L1, "send"_L1},
                {"to"_L1, person.username()},
                {"clientId"_L1, Person::newClientId()},
                {"body"_L1, body}};
    }
    static HttpAnswer close(Person &person, const QString &conversation)
    {
        return person.post(u"/conversations/%1/close"_s.arg(conversation), {});
    }
    static QString activeOf(Person &person)
    {
        return person.get(u"/me"_s).json()["activeConversation"_L1].toString();
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_ken;
};

void ExclusiveTest::init()
{
    m_server = std::make_unique<TestServer>();
    m_server->setEnvironment(u"CONFAB_CONVERSATION_POLICY"_s, u"exclusive"_s);
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_ken = std::make_unique<Person>(*m_server, u"ken"_s);
}

void ExclusiveTest::cleanup()
{
    QVERIFY(m_server->stop());
}

void ExclusiveTest::theServerSaysSo()
{
    QCOMPARE(m_ada->get(u"/server"_s).json()["policies"_L1]["conversations"_L1], "exclusive"_L1);
    QCOMPARE(activeOf(*m_ada), QString());
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(activeOf(*m_ada), id);
    QCOMPARE(activeOf(*m_grace), id);
    QCOMPARE(m_ada->patch(u"/me"_s, {{"status"_L1, "busy"_L1}}).json()["activeConversation"_L1], id);
}

void ExclusiveTest::closingReachesEveryDevice()
{
    const QString id = m_ada->conversationWith(*m_grace);
    const auto adas = m_ada->openSocket();
    const auto adasOther = Person(*m_server, u"ada"_s).openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && adasOther && graces);
    QCOMPARE(m_ada->write(id, u"goodbye"_s).status, 201);

    const HttpAnswer closed = close(*m_grace, id);
    QCOMPARE(closed.status, 200);
    QCOMPARE(closed.json()["state"_L1], "closed"_L1);
    QCOMPARE(closed.json()["change"_L1], 3);
    for (SocketClient *socket : {adas.get(), adasOther.get(), graces.get()}) {
        const QJsonObject push = socket->take("conversation"_L1);
        QCOMPARE(push["id"_L1], id);
        QCOMPARE(push["state"_L1], "closed"_L1);
        QCOMPARE(push["change"_L1], 3);
    }
    // Who was away asks, and has it from the same numbers.
    const QJsonObject changes = m_ada->get(u"/conversations/%1/changes?since=2"_s.arg(id)).json();
    QCOMPARE(changes["conversation"_L1]["state"_L1], "closed"_L1);
    QCOMPARE(changes["change"_L1], 3);
    const QJsonObject known{{"conversations"_L1, QJsonObject{{id, 2}}}};
    QCOMPARE(m_ada->post(u"/sync"_s, known).json()["conversations"_L1][0]["state"_L1], "closed"_L1);
    QCOMPARE(close(*m_ada, id).json()["change"_L1], 3);
}

void ExclusiveTest::whoIsEngagedIsNotReached()
{
    (void)m_ada->conversationWith(*m_grace);
    const auto kens = m_ken->openSocket();
    QVERIFY(kens);
    const QJsonObject refused = kens->ask(sendTo(*m_grace, u"are you there?"_s));
    QCOMPARE(refused["status"_L1], 403);
    QCOMPARE(refused["code"_L1], "conversation_active"_L1);
    const HttpAnswer answer = m_ken->post(u"/conversations"_s, with(*m_ada));
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.code(), u"conversation_active"_s);
    // With whom is nobody else's to know.
    for (const QByteArray &text : {answer.body, QJsonDocument(refused).toJson()}) {
        QVERIFY(!text.contains("ada"));
        QVERIFY(!text.contains("grace"));
    }
    QVERIFY(m_ken->get(u"/conversations"_s).json()["conversations"_L1].toArray().isEmpty());
    QCOMPARE(m_ada->post(u"/conversations"_s, with(*m_ken)).code(), u"conversation_active"_s);
}

void ExclusiveTest::aClosedOneIsReadOnly()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_ada->write(id, u"hello"_s).status, 201);
    QCOMPARE(close(*m_ada, id).status, 200);
    const QString message = u"/conversations/%1/messages/1"_s.arg(id);
    QCOMPARE(m_ada->write(id, u"late"_s).code(), u"conversation_closed"_s);
    QCOMPARE(m_ada->patch(message, {{"body"_L1, "other"_L1}}).code(), u"conversation_closed"_s);
    QCOMPARE(m_grace->ask("PUT", message + u"/reactions/%F0%9F%91%8D"_s).code(), u"conversation_closed"_s);
    const auto graces = m_grace->openSocket();
    QVERIFY(graces);
    QCOMPARE(graces->ask(sendTo(*m_ada, u"late"_s))["code"_L1], "conversation_closed"_L1);

    QCOMPARE(m_grace->messages(id).size(), 1);
    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(id), {{"seq"_L1, 1}}).status, 200);
    QCOMPARE(m_grace->patch(u"/conversations/"_s + id, {{"pinned"_L1, true}}).status, 200);
    QCOMPARE(m_ada->remove(message).status, 200);
}

void ExclusiveTest::aRepeatStillHasItsFirstAnswer()
{
    const QString id = m_ada->conversationWith(*m_grace);
    const QString clientId = Person::newClientId();
    const HttpAnswer first = m_ada->write(id, u"hello"_s, clientId);
    QCOMPARE(first.status, 201);
    QCOMPARE(close(*m_grace, id).status, 200);
    QCOMPARE(m_grace->post(u"/conversations"_s, with(*m_ken)).status, 201);
    const HttpAnswer again = m_ada->write(id, u"hello"_s, clientId);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json(), first.json());
}

void ExclusiveTest::itIsOpenedAgain()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(close(*m_ada, id).status, 200);
    const auto adas = m_ada->openSocket();
    QVERIFY(adas);
    const HttpAnswer again = m_grace->post(u"/conversations"_s, with(*m_ada));
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()["id"_L1], id);
    QCOMPARE(again.json()["state"_L1], "open"_L1);
    // What was pushed before may still have been on its way when the socket opened.
    const auto isOpen = [](const QJsonObject &frame) { return frame["state"_L1] == "open"_L1; };
    QVERIFY(!adas->take(isOpen).isEmpty());
    QCOMPARE(m_ada->write(id, u"there you are"_s).status, 201);
    QCOMPARE(activeOf(*m_ada), id);
}

void ExclusiveTest::itOutlivesAKill()
{
    const QString closed = m_ada->conversationWith(*m_ken);
    QCOMPARE(close(*m_ada, closed).status, 200);
    const QString id = m_ada->conversationWith(*m_grace);
    m_server->kill();
    QVERIFY(m_server->start());
    QCOMPARE(activeOf(*m_grace), id);
    QCOMPARE(m_ada->write(closed, u"hello"_s).code(), u"conversation_closed"_s);
    QCOMPARE(m_ada->write(id, u"hello"_s).status, 201);
}

void ExclusiveTest::groupsGoOn()
{
    (void)m_ada->conversationWith(*m_grace);
    const HttpAnswer group = m_ada->post(u"/conversations"_s,
                                         {{"kind"_L1, "group"_L1},
                                          {"title"_L1, "All"_L1},
                                          {"members"_L1, QJsonArray{u"grace"_s, u"ken"_s}},
                                          {"clientId"_L1, Person::newClientId()}});
    QCOMPARE(group.status, 201);
    const QString id = group.json()["id"_L1].toString();
    QCOMPARE(m_ken->write(id, u"hello"_s).status, 201);
    QCOMPARE(close(*m_ken, id).code(), u"forbidden"_s);
}

void ExclusiveTest::whoIsDisabledHoldsNobody()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_server->command({u"user"_s, u"disable"_s, u"grace"_s}).exitStatus, 0);
    QCOMPARE(activeOf(*m_ada), QString());
    QCOMPARE(m_ada->get(u"/conversations/"_s + id).json()["state"_L1], "closed"_L1);
    QCOMPARE(m_ken->post(u"/conversations"_s, with(*m_ada)).status, 201);
}

void ExclusiveTest::theOperatorChangesThePolicy()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QVERIFY(m_server->stop());
    m_server->setEnvironment(u"CONFAB_CONVERSATION_POLICY"_s, u"open"_s);
    QVERIFY(m_server->start());
    const QString other = m_ada->conversationWith(*m_ken);
    QVERIFY(!other.isEmpty());
    QCOMPARE(m_ada->write(id, u"hello"_s).status, 201);
    QCOMPARE(close(*m_ada, id).code(), u"forbidden"_s);
    QCOMPARE(activeOf(*m_ada), QString());

    QVERIFY(m_server->stop());
    m_server->setEnvironment(u"CONFAB_CONVERSATION_POLICY"_s, u"exclusive"_s);
    QVERIFY(m_server->start());
    QCOMPARE(m_ada->write(id, u"hello?"_s).code(), u"conversation_closed"_s);
    QCOMPARE(m_ada->write(other, u"hello?"_s).code(), u"conversation_closed"_s);
    QCOMPARE(m_ada->post(u"/conversations"_s, with(*m_ken)).status, 200);
    QCOMPARE(activeOf(*m_ken), other);
}

} // namespace confab::tests

using confab::tests::ExclusiveTest;
CONFAB_TEST(ExclusiveTest)
#include "exclusivetest.moc"
