// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/serverframes.h"
#include "tests/server/api/contract/answerchecker.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// What a real server says over the socket is what the contract says.
class PushesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void isAsDescribed();
    void refusesAsDescribed_data();
    void refusesAsDescribed();

private:
    void look(SocketClient &adas, SocketClient &graces);
    void talk(SocketClient &adas, SocketClient &graces);
    /// What only groups bring.
    void gather();
    /// Takes the frames that came and objects to what is not as described.
    void checkFrames(SocketClient &socket);
    /// Sends `frame` and objects to an answer that is not as described.
    QJsonObject askFrame(SocketClient &socket, const QJsonObject &frame);

    const Contract m_contract;
    const AnswerChecker m_checker{m_contract};
    TestServer m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QSet<QString> m_seen; ///< types of frames
};

void PushesTest::initTestCase()
{
    QVERIFY(m_server.start());
    m_ada = std::make_unique<Person>(m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(m_server, u"grace"_s);
}

void PushesTest::cleanupTestCase()
{
    QVERIFY(m_server.stop());
}

void PushesTest::checkFrames(SocketClient &socket)
{
    socket.linger(300);
    for (const QJsonObject &frame : socket.takeAll()) {
        m_seen.insert(frame["type"_L1].toString());
        const QByteArray shown = Person::json(frame);
        QVERIFY2(m_checker.objections(frame).isEmpty(),
                 shown + '\n' + m_checker.objections(frame).join(u'\n').toUtf8());
    }
}

QJsonObject PushesTest::askFrame(SocketClient &socket, const QJsonObject &frame)
{
    const QJsonObject answer = socket.ask(frame);
    m_seen.insert(answer["type"_L1].toString());
    const QByteArray shown = Person::json(frame) + '\n' + Person::json(answer);
    [&] {
        QVERIFY2(m_checker.objections(answer).isEmpty(),
                 shown + '\n' + m_checker.objections(answer).join(u'\n').toUtf8());
    }();
    return answer;
}

void PushesTest::isAsDescribed()
{
    const auto adas = m_ada->openSocket();
    const auto graces = m_grace->openSocket();
    QVERIFY(adas && graces);
    QCOMPARE(m_checker.objections(adas->welcome()), QStringList());
    m_seen.insert(WelcomeFrame::type);

    look(*adas, *graces);
    talk(*adas, *graces);
    gather();
    checkFrames(*adas);
    checkFrames(*graces);
    const QJsonObject marks
        = graces->take(MarksFrame::type, 40'000); // at the latest 30 seconds after a change
    QCOMPARE(m_checker.objections(marks), QStringList());
    m_seen.insert(MarksFrame::type);

    QStringList unseen = m_contract.frames(Contract::Side::Server);
    unseen.removeIf([this](const QString &type) { return m_seen.contains(type); });
    unseen.sort();
    // `error` is below.
    QCOMPARE(unseen, QStringList(ErrorFrame::type));
}

void PushesTest::look(SocketClient &adas, SocketClient &graces)
{
    const QJsonArray users{u"grace"_s, u"nobody"_s};
    QCOMPARE(askFrame(adas, {{"type"_L1, "watch"_L1}, {"users"_L1, users}})["type"_L1], "ack"_L1);
    QCOMPARE(askFrame(graces, {{"type"_L1, "presence"_L1}, {"state"_L1, "away"_L1}})["type"_L1], "ack"_L1);
    QCOMPARE(askFrame(adas, {{"type"_L1, "ping"_L1}})["type"_L1], "pong"_L1);
    QCOMPARE(m_ada->patch(u"/me"_s, {{"status"_L1, "Talking"_L1}}).status, 200);
}

void PushesTest::talk(SocketClient &adas, SocketClient &graces)
{
    const QJsonObject send{{"type"_L1, "send"_L1},
                           {"to"_L1, "grace"_L1},
                           {"clientId"_L1, Person::newClientId()},
                           {"body"_L1, "Hello"_L1}};
    const QJsonObject ack = askFrame(adas, send);
    QVERIFY(ack["id"_L1].isString());
    QVERIFY(!ack.contains("message"_L1));
    QVERIFY(askFrame(adas, send)["message"_L1].isObject()); // a repeat
    const QJsonValue conversation = ack["conversation"_L1];
    for (const auto &type : {u"delivered"_s, u"read"_s}) {
        const QJsonObject mark{
            {"type"_L1, type}, {"conversation"_L1, conversation}, {"seq"_L1, ack["seq"_L1]}};
        QCOMPARE(askFrame(graces, mark)["conversation"_L1], conversation);
    }
    QJsonObject amend{{"conversation"_L1, conversation}, {"seq"_L1, ack["seq"_L1]}};
    for (const auto &type : {u"edit"_s, u"react"_s, u"delete"_s}) {
        amend["type"_L1] = type;
        amend["body"_L1] = u"Hello again"_s;
        amend["emoji"_L1] = u"👍"_s;
        amend["on"_L1] = true;
        QVERIFY(askFrame(adas, amend)["message"_L1].isObject());
    }
    graces.send({{"type"_L1, "typing"_L1}, {"conversation"_L1, conversation}});
}

void PushesTest::gather()
{
    const QJsonObject group{
        {"kind"_L1, "group"_L1}, {"title"_L1, "Compilers"_L1}, {"clientId"_L1, Person::newClientId()}};
    const QString path
        = u"/conversations/"_s + m_ada->post(u"/conversations"_s, group).json()["id"_L1].toString();
    const QString first = path + u"/messages/2"_s;
    QCOMPARE(m_ada->write(path.section(u'/', 2), u"alone"_s).status, 201);
    QCOMPARE(m_ada->post(path + u"/members"_s, {{"username"_L1, "grace"_L1}}).status, 201);
    QCOMPARE(m_ada->patch(first, {{"body"_L1, "alone still"_L1}}).status, 200); // Grace does not see it
    QCOMPARE(m_ada->remove(path + u"/members/grace"_s).status, 204);
}

void PushesTest::refusesAsDescribed_data()
{
    QTest::addColumn<QJsonObject>("frame");
    QTest::addColumn<QString>("code");

    const QJsonObject send{
        {"type"_L1, "send"_L1}, {"clientId"_L1, Person::newClientId()}, {"body"_L1, "Hello"_L1}};
    QJsonObject toNobody = send;
    toNobody["to"_L1] = u"nobody"_s;
    QJsonObject toNowhere = send;
    toNowhere["conversation"_L1] = u"12345"_s;
    QTest::newRow("an unknown type") << QJsonObject{{"type"_L1, "teleport"_L1}} << u"unknown_frame"_s;
    QTest::newRow("no type") << QJsonObject{{"x"_L1, 1}} << u"invalid_field"_s;
    QTest::newRow("no goal") << send << u"invalid_field"_s;
    QTest::newRow("nobody") << toNobody << u"not_found"_s;
    QTest::newRow("a strange conversation") << toNowhere << u"not_found"_s;
}

void PushesTest::refusesAsDescribed()
{
    QFETCH(QJsonObject, frame);
    const auto socket = m_ada->openSocket();
    QVERIFY(socket);
    QTEST(askFrame(*socket, frame)["code"_L1].toString(), "code");
}

} // namespace confab::tests

using confab::tests::PushesTest;

CONFAB_TEST(PushesTest)
#include "pushestest.moc"
