// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Who is blocked cannot write, sees nobody, and is told no more than that; and who shares no presence sees
/// none. Over both doors of a real server.
class BlockTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void contactsComeToEveryDevice();
    void writesNeitherWay();
    void beginsNoConversation();
    void aRepeatStillHasItsFirstAnswer();
    void hidesPresenceWhileItIsWatched();
    void hidesPresenceInEveryAnswer();
    void tellsNeitherTypingNorReceipts();
    void whoDoesNotShareDoesNotSee();
    void whoHidesReadMarksSeesNone();

private:
    static QJsonObject watch(const QString &name)
    {
        return {{"type"_L1, "watch"_L1}, {"users"_L1, QJsonArray{name}}};
    }

    TestServer m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    int m_number = 0;
};

void BlockTest::init()
{
    if (m_number++ == 0)
        QVERIFY(m_server.start());
    m_ada = std::make_unique<Person>(m_server, u"ada%1"_s.arg(m_number));
    m_grace = std::make_unique<Person>(m_server, u"grace%1"_s.arg(m_number));
}

void BlockTest::cleanup()
{
    m_ada.reset();
    m_grace.reset();
}

void BlockTest::contactsComeToEveryDevice()
{
    Person phone(m_server, m_ada->username()); // another session of hers
    const auto socket = phone.openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(socket && graces);
    QCOMPARE(m_ada->ask("PUT", u"/contacts/"_s + m_grace->username()).status, 204);
    QJsonObject frame = socket->take("account"_L1);
    QCOMPARE(frame["contacts"_L1], QJsonArray{m_grace->username()});
    QVERIFY(!frame.contains("blocks"_L1));
    QCOMPARE(frame["profiles"_L1][0]["username"_L1], m_grace->username());
    const int number = frame["account"_L1].toInt();
    QVERIFY(number > 0);

    QCOMPARE(m_grace->patch(u"/me"_s, {{"status"_L1, "in a meeting"_L1}}).status, 200);
    frame = socket->take("account"_L1);
    QCOMPARE(frame["account"_L1].toInt(), number + 1);
    QCOMPARE(frame["profiles"_L1][0]["status"_L1], "in a meeting"_L1);

    QCOMPARE(m_ada->remove(u"/contacts/"_s + m_grace->username()).status, 204);
    frame = socket->take("account"_L1);
    QVERIFY(frame["contacts"_L1].toArray().isEmpty());
    // Whose contact somebody is, that person does not learn.
    QVERIFY(!graces->ask({{"type"_L1, "ping"_L1}}).isEmpty());
    const auto frames = graces->takeAll();
    for (const QJsonObject &one : frames)
        QCOMPARE(one["profiles"_L1][0]["username"_L1], m_grace->username());
}

void BlockTest::writesNeitherWay()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_grace->write(id, u"hello"_s).status, 201);
    QCOMPARE(m_ada->ask("PUT", u"/blocks/"_s + m_grace->username()).status, 204);
    for (Person *person : {m_grace.get(), m_ada.get()}) {
        const HttpAnswer answer = person->write(id, u"are you there?"_s);
        QCOMPARE(answer.status, 403);
        QCOMPARE(answer.code(), u"cannot_deliver"_s);
        QVERIFY(!answer.body.contains("block"));
        const auto socket = person->openSocket();
        QVERIFY(socket);
        const QJsonObject refused = socket->ask({{"type"_L1, "send"_L1},
                                                 {"conversation"_L1, id},
                                                 {"clientId"_L1, Person::newClientId()},
                                                 {"body"_L1, "hello?"_L1}});
        QCOMPARE(refused["code"_L1], "cannot_deliver"_L1);
    }
    const QString first = u"/conversations/%1/messages/1"_s.arg(id);
    QCOMPARE(m_grace->patch(first, {{"body"_L1, "look here"_L1}}).code(), u"cannot_deliver"_s);
    QCOMPARE(m_ada->get(u"/conversations/"_s + id).json()["lastSeq"_L1].toInt(), 1);
    QCOMPARE(m_grace->get(u"/conversations/"_s + id).status, 200); // what was said stays

    QCOMPARE(m_ada->remove(u"/blocks/"_s + m_grace->username()).status, 204);
    QCOMPARE(m_grace->write(id, u"hello again"_s).status, 201);
}

void BlockTest::beginsNoConversation()
{
    QCOMPARE(m_ada->ask("PUT", u"/blocks/"_s + m_grace->username()).status, 204);
    const QJsonObject direct{{"kind"_L1, "direct"_L1}, {"with"_L1, m_ada->username()}};
    QCOMPARE(m_grace->post(u"/conversations"_s, direct).code(), u"cannot_deliver"_s);
    const auto socket = m_grace->openSocket();
    QVERIFY(socket);
    const QJsonObject refused = socket->ask({{"type"_L1, "send"_L1},
                                             {"to"_L1, m_ada->username()},
                                             {"clientId"_L1, Person::newClientId()},
                                             {"body"_L1, "hello"_L1}});
    QCOMPARE(refused["code"_L1], "cannot_deliver"_L1);
    QVERIFY(m_ada->get(u"/conversations"_s).json()["conversations"_L1].toArray().isEmpty());
}

void BlockTest::aRepeatStillHasItsFirstAnswer()
{
    const QString id = m_ada->conversationWith(*m_grace);
    const QString clientId = Person::newClientId();
    const HttpAnswer first = m_grace->write(id, u"hello"_s, clientId);
    QCOMPARE(first.status, 201);
    QCOMPARE(m_ada->ask("PUT", u"/blocks/"_s + m_grace->username()).status, 204);
    const HttpAnswer again = m_grace->write(id, u"hello"_s, clientId);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()["id"_L1], first.json()["id"_L1]);
}

void BlockTest::hidesPresenceWhileItIsWatched()
{
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);
    QCOMPARE(graces->ask(watch(m_ada->username()))["type"_L1], "ack"_L1);
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "online"_L1);
    QCOMPARE(m_ada->ask("PUT", u"/blocks/"_s + m_grace->username()).status, 204);
    const QJsonObject gone = graces->take("presence"_L1);
    QCOMPARE(gone["state"_L1], "offline"_L1);
    QVERIFY(!gone.contains("lastSeenAt"_L1));

    QCOMPARE(adas->ask({{"type"_L1, "presence"_L1}, {"state"_L1, "away"_L1}})["type"_L1], "ack"_L1);
    graces->linger(500);
    QCOMPARE(graces->take("presence"_L1, 0), QJsonObject());
    QCOMPARE(graces->ask(watch(m_ada->username()))["type"_L1], "ack"_L1); // nor by watching anew
    QCOMPARE(graces->take("presence"_L1), gone); // Perhaps she knew better from before.
    graces->linger(500);
    QCOMPARE(graces->take("presence"_L1, 0), QJsonObject());

    QCOMPARE(m_ada->remove(u"/blocks/"_s + m_grace->username()).status, 204);
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "away"_L1);
    QCOMPARE(adas->ask({{"type"_L1, "presence"_L1}, {"state"_L1, "online"_L1}})["type"_L1], "ack"_L1);
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "online"_L1);
}

void BlockTest::hidesPresenceInEveryAnswer()
{
    const auto adas = m_ada->openSocket();
    QVERIFY(adas);
    (void)m_ada->conversationWith(*m_grace);
    const auto seen = [this](const QJsonObject &user) {
        return user["username"_L1] == m_ada->username()
            && (user.contains("presence"_L1) || user.contains("lastSeenAt"_L1));
    };
    const auto seesAda = [&] {
        const QString name = m_ada->username();
        bool sees = seen(m_grace->get(u"/users/"_s + name).json());
        for (const auto &user : m_grace->get(u"/users?query="_s + name).json()["users"_L1].toArray())
            sees = sees || seen(user.toObject());
        const QJsonObject all{{"conversations"_L1, QJsonObject()}, {"account"_L1, 0}};
        for (const auto &user : m_grace->post(u"/sync"_s, all).json()["account"_L1]["profiles"_L1].toArray())
            sees = sees || seen(user.toObject());
        return sees;
    };
    QVERIFY(seesAda());
    QCOMPARE(m_ada->ask("PUT", u"/blocks/"_s + m_grace->username()).status, 204);
    QVERIFY(!seesAda());
    QVERIFY(m_grace->get(u"/blocks"_s).json()["blocks"_L1].toArray().isEmpty());
    QCOMPARE(m_grace->ask("PUT", u"/contacts/"_s + m_ada->username()).status, 204);
    QVERIFY(!m_grace->get(u"/contacts"_s).json()["contacts"_L1][0].toObject().contains("presence"_L1));
}

void BlockTest::tellsNeitherTypingNorReceipts()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_ada->write(id, u"hello"_s).status, 201);
    QCOMPARE(m_ada->ask("PUT", u"/blocks/"_s + m_grace->username()).status, 204);
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);
    graces->send({{"type"_L1, "typing"_L1}, {"conversation"_L1, id}});
    adas->send({{"type"_L1, "typing"_L1}, {"conversation"_L1, id}});
    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(id), {{"seq"_L1, 1}}).status, 200);
    adas->linger(500);
    graces->linger(200);
    const auto heard = adas->takeAll(); // that of the block may be among it
    for (const QJsonObject &frame : heard)
        QCOMPARE(frame["type"_L1], "account"_L1);
    QCOMPARE(graces->take("typing"_L1, 0), QJsonObject());
    QCOMPARE(m_grace->get(u"/conversations/"_s + id).json()["unread"_L1].toInt(), 0); // her own device knows
    for (const auto &member : m_ada->get(u"/conversations/"_s + id).json()["members"_L1].toArray()) {
        if (member["user"_L1] == m_grace->username()) {
            QCOMPARE(member["readSeq"_L1].toInt(), 0);
            QCOMPARE(member["deliveredSeq"_L1].toInt(), 0);
        }
    }
}

void BlockTest::whoDoesNotShareDoesNotSee()
{
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);
    QCOMPARE(graces->ask(watch(m_ada->username()))["type"_L1], "ack"_L1);
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "online"_L1);
    QCOMPARE(m_grace->patch(u"/me"_s, {{"sharePresence"_L1, false}}).status, 200);
    QVERIFY(!graces->take("account"_L1).isEmpty());
    QCOMPARE(adas->ask({{"type"_L1, "presence"_L1}, {"state"_L1, "away"_L1}})["type"_L1], "ack"_L1);
    graces->linger(500);
    QCOMPARE(graces->take("presence"_L1, 0), QJsonObject());
    QCOMPARE(graces->ask(watch(m_ada->username()))["type"_L1], "ack"_L1);
    graces->linger(500);
    QCOMPARE(graces->take("presence"_L1, 0), QJsonObject());
    QVERIFY(!m_grace->get(u"/users/"_s + m_ada->username()).json().contains("presence"_L1));

    QCOMPARE(m_grace->patch(u"/me"_s, {{"sharePresence"_L1, true}}).status, 200);
    QCOMPARE(graces->ask(watch(m_ada->username()))["type"_L1], "ack"_L1);
    QCOMPARE(graces->take("presence"_L1)["state"_L1], "away"_L1);
}

void BlockTest::whoHidesReadMarksSeesNone()
{
    const QString id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_ada->write(id, u"hello"_s).status, 201);
    QCOMPARE(m_ada->patch(u"/me"_s, {{"sendReadReceipts"_L1, false}}).status, 200);
    QCOMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(id), {{"seq"_L1, 1}}).status, 200);
    const auto graceAs = [&](Person &viewer) {
        for (const auto &member : viewer.get(u"/conversations/"_s + id).json()["members"_L1].toArray()) {
            if (member["user"_L1] == m_grace->username())
                return member.toObject();
        }
        return QJsonObject();
    };
    QCOMPARE(graceAs(*m_ada)["readSeq"_L1].toInt(), 0);
    QCOMPARE(graceAs(*m_ada)["deliveredSeq"_L1].toInt(), 1); // that is no secret
    QCOMPARE(graceAs(*m_grace)["readSeq"_L1].toInt(), 1);

    QCOMPARE(m_ada->patch(u"/me"_s, {{"sendReadReceipts"_L1, true}}).status, 200);
    QCOMPARE(m_ada->write(id, u"and again"_s).status, 201);
    QTRY_COMPARE(m_grace->put(u"/conversations/%1/read"_s.arg(id), {{"seq"_L1, 2}}).status, 200);
    QTRY_COMPARE(graceAs(*m_ada)["readSeq"_L1].toInt(), 2);
}

} // namespace confab::tests

using confab::tests::BlockTest;
CONFAB_TEST(BlockTest)
#include "blocktest.moc"
