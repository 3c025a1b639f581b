// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// What the socket says of people while they are there: presence, typing, profiles; and how it answers.
class LiveTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { QVERIFY(m_server.stop()); }

    void welcomesWithWhatAClientNeeds();
    void authenticatesByItsFirstFrame();
    void watchingShowsComingAndGoing();
    void awayIsWhenNoDeviceIsUsed();
    void whoDoesNotShareIsPassedOver();
    void typingReachesTheOtherAlone();
    void aNewProfileReachesThoseWhoTalk();
    void answersWithTheRefAsItWas();
    void refusesAFrame_data();
    void refusesAFrame();
    void moreThanMayBeUnansweredAreRefused();

private:
    static QJsonObject watch(const QString &username)
    {
        return {{"type"_L1, "watch"_L1}, {"users"_L1, QJsonArray{username, u"nobody"_s}}};
    }

    TestServer m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QString m_id;
};

void LiveTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_ada = std::make_unique<Person>(m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(m_server, u"grace"_s);
    m_id = m_ada->conversationWith(*m_grace);
    QCOMPARE(m_ada->write(m_id, u"hello"_s).status, 201);
}

void LiveTest::welcomesWithWhatAClientNeeds()
{
    const auto socket = m_ada->openSocket();
    QVERIFY(socket);
    const QJsonObject info = m_ada->get(u"/server"_s).json();
    QCOMPARE(socket->welcome()["user"_L1]["username"_L1], "ada"_L1);
    QCOMPARE(socket->welcome()["session"_L1], m_ada->session());
    QCOMPARE(socket->welcome()["epoch"_L1], info["epoch"_L1]);
    QCOMPARE(socket->welcome()["server"_L1], info["version"_L1]);
    QVERIFY(socket->welcome()["heartbeat"_L1].toInt() > 0);
    QCOMPARE(info["protocol"_L1], 1);
}

void LiveTest::authenticatesByItsFirstFrame()
{
    SocketClient socket(m_server.socketUrl());
    QVERIFY(socket.openSilently());
    socket.send({{"type"_L1, "authenticate"_L1}, {"token"_L1, m_ada->token()}});
    QCOMPARE(socket.take("welcome"_L1)["user"_L1]["username"_L1], "ada"_L1);
    QCOMPARE(socket.ask({{"type"_L1, "ping"_L1}})["type"_L1], "pong"_L1);
}

void LiveTest::watchingShowsComingAndGoing()
{
    const auto adas = m_ada->openSocket();
    QVERIFY(adas);
    const QJsonObject ack = adas->ask(watch(u"GRACE"_s));
    QCOMPARE(ack["type"_L1], "ack"_L1);
    QCOMPARE(ack.size(), 2); // nothing but ref
    QJsonObject presence = adas->take("presence"_L1);
    QCOMPARE(presence["user"_L1], "grace"_L1);
    QCOMPARE(presence["state"_L1], "offline"_L1);

    auto graces = m_grace->openSocket();
    QVERIFY(graces);
    presence = adas->take("presence"_L1);
    QCOMPARE(presence["state"_L1], "online"_L1);
    QCOMPARE(m_ada->get(u"/users/grace"_s).json()["presence"_L1], "online"_L1);

    graces->close();
    presence = adas->take("presence"_L1, 20'000);
    QCOMPARE(presence["state"_L1], "offline"_L1);
    QVERIFY(!presence["lastSeenAt"_L1].toString().isEmpty());

    QVERIFY(!adas->ask({{"type"_L1, "watch"_L1}, {"users"_L1, QJsonArray()}}).isEmpty());
    graces = m_grace->openSocket();
    QVERIFY(graces);
    adas->linger(500);
    QVERIFY(adas->take("presence"_L1, 0).isEmpty());
}

void LiveTest::awayIsWhenNoDeviceIsUsed()
{
    const auto adas = m_ada->openSocket();
    const auto phone = m_grace->openSocket();
    const auto laptop = m_grace->openSocket();
    QVERIFY(adas && phone && laptop);
    QVERIFY(!adas->ask(watch(u"grace"_s)).isEmpty());
    QCOMPARE(adas->take("presence"_L1)["state"_L1], "online"_L1);

    const QJsonObject away{{"type"_L1, "presence"_L1}, {"state"_L1, "away"_L1}};
    QCOMPARE(phone->ask(away)["type"_L1], "ack"_L1);
    QCOMPARE(m_ada->get(u"/users/grace"_s).json()["presence"_L1], "online"_L1);
    QCOMPARE(laptop->ask(away)["type"_L1], "ack"_L1);
    QCOMPARE(adas->take("presence"_L1)["state"_L1], "away"_L1);
    QCOMPARE(laptop->ask({{"type"_L1, "presence"_L1}, {"state"_L1, "online"_L1}})["type"_L1], "ack"_L1);
    QCOMPARE(adas->take("presence"_L1)["state"_L1], "online"_L1);
}

void LiveTest::whoDoesNotShareIsPassedOver()
{
    Person linus(m_server, u"linus"_s);
    QCOMPARE(linus.patch(u"/me"_s, {{"sharePresence"_L1, false}}).status, 200);
    const auto linuss = linus.openSocket();
    const auto adas = m_ada->openSocket();
    QVERIFY(linuss && adas);
    QVERIFY(!adas->ask(watch(u"linus"_s)).isEmpty());
    adas->linger(500);
    QVERIFY(adas->takeAll().isEmpty());
    const QJsonObject seen = m_ada->get(u"/users/linus"_s).json();
    QVERIFY(!seen.contains("presence"_L1) && !seen.contains("lastSeenAt"_L1));
}

void LiveTest::typingReachesTheOtherAlone()
{
    const auto phone = m_ada->openSocket();
    const auto laptop = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(phone && laptop && graces);
    phone->send({{"type"_L1, "typing"_L1}, {"conversation"_L1, m_id}});
    const QJsonObject typing = graces->take("typing"_L1);
    QCOMPARE(typing["user"_L1], "ada"_L1);
    QCOMPARE(typing["conversation"_L1], m_id);
    laptop->linger(300);
    QVERIFY(laptop->takeAll().isEmpty());
    QVERIFY(phone->takeAll().isEmpty());
}

void LiveTest::aNewProfileReachesThoseWhoTalk()
{
    const auto graces = m_grace->openSocket();
    QVERIFY(graces);
    QCOMPARE(m_ada->patch(u"/me"_s, {{"displayName"_L1, "Countess"_L1}}).status, 200);
    const QJsonObject account = graces->take("account"_L1);
    QCOMPARE(account["profiles"_L1][0]["displayName"_L1], "Countess"_L1);
    const QJsonObject synced
        = m_grace->post(u"/sync"_s, {{"conversations"_L1, QJsonObject()}, {"account"_L1, 0}}).json();
    QCOMPARE(synced["account"_L1]["account"_L1], account["account"_L1]);
}

void LiveTest::answersWithTheRefAsItWas()
{
    const auto socket = m_ada->openSocket();
    QVERIFY(socket);
    const QList<QJsonValue> refs{u"1"_s,           1, -7, qint64(9007199254740991), QString::fromUtf8("ключ"),
                                 QString(64, u'x')};
    for (const QJsonValue &ref : refs) {
        socket->send({{"type"_L1, "ping"_L1}, {"ref"_L1, ref}});
        QCOMPARE(socket->take("pong"_L1)["ref"_L1], ref);
    }
}

void LiveTest::refusesAFrame_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");

    const auto row = [](const char *name, const char *frame, const char *code, const char *field) {
        QTest::newRow(name) << QByteArray(frame) << QString::fromLatin1(code) << QString::fromLatin1(field);
    };
    row("an unknown type", R"({"type":"dance","ref":1})", "unknown_frame", "type");
    row("no type", R"({"ref":1})", "invalid_field", "type");
    row("a type that is a number", R"({"type":1,"ref":1})", "invalid_field", "type");
    row("no ref", R"({"type":"ping"})", "invalid_field", "ref");
    row("a ref that is an object", R"({"type":"ping","ref":{}})", "invalid_field", "ref");
    row("a ref that is too long",
        R"({"type":"ping","ref":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})",
        "invalid_field", "ref");
    row("a send to nobody",
        R"({"type":"send","ref":1,"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"x"})",
        "invalid_field", "conversation");
    row("a send to someone unknown",
        R"({"type":"send","ref":1,"to":"nobody","clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"x"})",
        "not_found", "to");
    row("a send to oneself",
        R"({"type":"send","ref":1,"to":"ada","clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"x"})",
        "invalid_field", "to");
    row("a body of blanks",
        R"({"type":"send","ref":1,"to":"grace","clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":" \n "})",
        "invalid_field", "body");
    row("a NUL",
        R"({"type":"send","ref":1,"to":"grace","clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"a\u0000"})",
        "invalid_field", "body");
    row("a lone surrogate",
        R"({"type":"send","ref":1,"to":"grace","clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"\ud800"})",
        "invalid_field", "body");
    row("a clientId that is none", R"({"type":"send","ref":1,"to":"grace","clientId":"7","body":"x"})",
        "invalid_field", "clientId");
    row("a seq that is a text", R"({"type":"read","ref":1,"conversation":"7","seq":"1"})", "invalid_field",
        "seq");
    row("a seq below zero", R"({"type":"read","ref":1,"conversation":"7","seq":-1})", "invalid_field", "seq");
    row("a seq with a fraction", R"({"type":"read","ref":1,"conversation":"7","seq":1.5})", "invalid_field",
        "seq");
    row("a conversation that is a number", R"({"type":"read","ref":1,"conversation":7,"seq":1})",
        "invalid_field", "conversation");
    row("presence of another kind", R"({"type":"presence","ref":1,"state":"dancing"})", "invalid_field",
        "state");
    row("watching a text", R"({"type":"watch","ref":1,"users":"ada"})", "invalid_field", "users");
    row("typing nowhere", R"({"type":"typing"})", "invalid_field", "conversation");
}

void LiveTest::refusesAFrame()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto socket = m_ada->openSocket();
    QVERIFY(socket);
    socket->sendText(QString::fromUtf8(frame));
    const QJsonObject refused = socket->take("error"_L1);
    QCOMPARE(refused["code"_L1].toString(), code);
    QCOMPARE(refused["field"_L1].toString(), field);
    QCOMPARE(socket->ask({{"type"_L1, "ping"_L1}})["type"_L1], "pong"_L1); // the connection stays
}

void LiveTest::moreThanMayBeUnansweredAreRefused()
{
    const auto socket = m_grace->openSocket();
    QVERIFY(socket);
    // Marks are gathered for a second, so that these all wait.
    constexpr int frames = 200;
    for (int i = 0; i < frames; ++i)
        socket->send({{"type"_L1, "delivered"_L1}, {"ref"_L1, i}, {"conversation"_L1, m_id}, {"seq"_L1, 1}});
    int refused = 0;
    for (int i = 0; i < frames; ++i) {
        const QJsonObject answer
            = socket->take([&](const QJsonObject &frame) { return frame["ref"_L1] == i; });
        QVERIFY(!answer.isEmpty());
        if (answer["type"_L1] == "error"_L1) {
            ++refused;
            QCOMPARE(answer["code"_L1], "too_many_requests"_L1);
            QVERIFY(answer["retryAfter"_L1].toInt() >= 1);
        }
    }
    QVERIFY2(refused > 0 && frames - refused >= 64, qPrintable(QString::number(refused)));
}

} // namespace confab::tests

using confab::tests::LiveTest;
CONFAB_TEST(LiveTest)
#include "livetest.moc"
