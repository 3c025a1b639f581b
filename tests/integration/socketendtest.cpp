// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QElapsedTimer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Every way in which the server ends a socket, and its close code.
class SocketEndTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { QVERIFY(m_server.stop()); }

    void anEndedSessionClosesItsSockets_data();
    void anEndedSessionClosesItsSockets();
    void aDisabledAccountLosesItsSockets();
    void aBadTokenIsNotLetIn();
    void silenceIsNotLetIn();
    void malformedFramesClose_data();
    void malformedFramesClose();
    void aFrameThatIsTooLargeCloses();
    void tooManyFramesClose();
    void whoDoesNotReadIsClosed();
    void stoppingClosesWithRestart();

private:
    static constexpr int oneSecond = 1000;

    TestServer m_server;
};

void SocketEndTest::anEndedSessionClosesItsSockets_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");

    QTest::newRow("logging out") << QByteArray("DELETE") << u"/sessions/current"_s << QJsonObject();
    QTest::newRow("ending it by id") << QByteArray("DELETE") << u"/sessions/%1"_s << QJsonObject();
    QTest::newRow("a reset password") << QByteArray("POST") << u"/password-resets"_s
                                      << QJsonObject{{"username"_L1, "%2"_L1},
                                                     {"recoveryCode"_L1, "%3"_L1},
                                                     {"newPassword"_L1, "another horse"_L1}};
}

void SocketEndTest::anEndedSessionClosesItsSockets()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    static int person = 0;
    Person ada(m_server, u"ada%1"_s.arg(++person));
    const auto first = ada.openSocket();
    const auto second = ada.openSocket();
    QVERIFY(first && second);
    const QByteArray json = body.isEmpty() ? QByteArray()
                                           : Person::json(body)
                                                 .replace("%2", ada.username().toLatin1())
                                                 .replace("%3", ada.recoveryCodes().first().toLatin1());

    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(ada.ask(method, path.replace("%1"_L1, ada.session()), json).status, 204);
    QCOMPARE(first->waitForClose(), 4401);
    QCOMPARE(second->waitForClose(), 4401);
    QVERIFY(elapsed.elapsed() < 2 * oneSecond); // promised within one; the rest is the machine's
}

void SocketEndTest::aDisabledAccountLosesItsSockets()
{
    Person bob(m_server, u"bob"_s);
    const auto socket = bob.openSocket();
    QVERIFY(socket);
    const ProgramRun disabled = m_server.command({u"user"_s, u"disable"_s, u"bob"_s});
    QVERIFY2(disabled.exitStatus == 0, disabled.errors.constData());
    QCOMPARE(socket->waitForClose(3 * oneSecond), 4401);
    QCOMPARE(bob.get(u"/me"_s).status, 401);
    HttpClient http(m_server.port());
    const HttpAnswer login
        = http.request("POST", "/api/v1/sessions",
                       Person::json({{"username"_L1, "bob"_L1}, {"password"_L1, Person::password}}));
    QCOMPARE(login.code(), u"account_disabled"_s);
    QCOMPARE(m_server.command({u"user"_s, u"enable"_s, u"bob"_s}).exitStatus, 0);
    QVERIFY(!Person(m_server, u"bob"_s).token().isEmpty());
}

void SocketEndTest::aBadTokenIsNotLetIn()
{
    SocketClient byHeader(m_server.socketUrl());
    QVERIFY(!byHeader.open(u"no.such.token"_s));
    SocketClient byFrame(m_server.socketUrl());
    QVERIFY(byFrame.openSilently());
    byFrame.send({{"type"_L1, "authenticate"_L1}, {"token"_L1, "no.such.token"_L1}});
    QCOMPARE(byFrame.waitForClose(), 4401);
    SocketClient other(m_server.socketUrl());
    QVERIFY(other.openSilently());
    other.send({{"type"_L1, "ping"_L1}, {"ref"_L1, 1}});
    QCOMPARE(other.waitForClose(), 4401);
}

void SocketEndTest::silenceIsNotLetIn()
{
    SocketClient socket(m_server.socketUrl());
    QVERIFY(socket.openSilently());
    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(socket.waitForClose(20 * oneSecond), 4401);
    QVERIFY(elapsed.elapsed() >= 9 * oneSecond);
}

void SocketEndTest::malformedFramesClose_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("binary");

    QTest::newRow("a binary message") << QByteArray(R"({"type":"ping","ref":1})") << true;
    QTest::newRow("no JSON") << QByteArray("hello") << false;
    QTest::newRow("an array") << QByteArray("[1]") << false;
    QTest::newRow("an empty message") << QByteArray("") << false;
    QTest::newRow("half an object") << QByteArray(R"({"type":"ping")") << false;
}

void SocketEndTest::malformedFramesClose()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, binary);
    const Person carol(m_server, u"carol"_s);
    const auto socket = carol.openSocket();
    QVERIFY(socket);
    if (binary)
        socket->sendBinary(bytes);
    else
        socket->sendText(QString::fromUtf8(bytes));
    QCOMPARE(socket->waitForClose(), 4400);
}

void SocketEndTest::aFrameThatIsTooLargeCloses()
{
    const Person dora(m_server, u"dora"_s);
    const auto socket = dora.openSocket();
    QVERIFY(socket);
    constexpr int largest = 256 * 1024;
    const QString frame = u"{\"type\":\"ping\",\"ref\":1,\"padding\":\"%1\"}"_s;
    const auto padded = [&](int size) { return frame.arg(QString(size - frame.size() + 2, u'x')); };
    socket->sendText(padded(largest));
    QCOMPARE(socket->take("pong"_L1)["ref"_L1], 1);
    socket->sendText(padded(largest + 1));
    QCOMPARE(socket->waitForClose(), 1009);
}

void SocketEndTest::tooManyFramesClose()
{
    TestServer limited({u"rate_limits=on"_s});
    QVERIFY(limited.start());
    const Person erin(limited, u"erin"_s);
    const auto socket = erin.openSocket();
    QVERIFY(socket);
    for (int i = 0; i < 900; ++i)
        socket->send({{"type"_L1, "ping"_L1}, {"ref"_L1, i}});
    QVERIFY(!socket->take([](const QJsonObject &frame) { return frame["ref"_L1] == 899; }).isEmpty());
    for (int i = 0; i < 2000; ++i)
        socket->send({{"type"_L1, "ping"_L1}, {"ref"_L1, i}});
    QCOMPARE(socket->waitForClose(), 4429);
    QVERIFY(limited.stop());
}

void SocketEndTest::whoDoesNotReadIsClosed()
{
    Person frank(m_server, u"frank"_s);
    Person gina(m_server, u"gina"_s);
    const QString id = frank.conversationWith(gina);
    const auto reading = gina.openSocket();
    QVERIFY(reading);
    QTcpSocket deaf;
    deaf.setReadBufferSize(1024);
    deaf.connectToHost(QHostAddress(QHostAddress::LocalHost), m_server.port());
    QVERIFY(deaf.waitForConnected());
    deaf.write("GET /api/v1/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
               "Authorization: Bearer "
               + gina.token().toLatin1() + "\r\n\r\n");
    QVERIFY(deaf.waitForReadyRead());

    // Eight kilobytes each, and what the kernel holds comes on top of the four megabytes.
    const auto writing = frank.openSocket();
    QVERIFY(writing);
    for (int i = 0; i < 2500; ++i) {
        const QJsonObject ack = writing->ask({{"type"_L1, "send"_L1},
                                              {"conversation"_L1, id},
                                              {"clientId"_L1, Person::newClientId()},
                                              {"body"_L1, QString(8000, u'x')}});
        QCOMPARE(ack["type"_L1], "ack"_L1);
    }
    deaf.setReadBufferSize(0);
    QByteArray tail;
    while (deaf.state() == QAbstractSocket::ConnectedState && deaf.waitForReadyRead(5 * oneSecond))
        tail = (tail + deaf.readAll()).right(4096);
    QCOMPARE(deaf.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(reading->isOpen());
    // Where the close frame was still taken, it says why: opcode 8, code 4408.
    if (const qsizetype close = tail.lastIndexOf('\x88'); close >= 0 && close + 4 <= tail.size())
        QCOMPARE(tail.mid(close + 2, 2), QByteArray::fromHex("1138"));
}

void SocketEndTest::stoppingClosesWithRestart()
{
    TestServer server;
    QVERIFY(server.start());
    const Person hedy(server, u"hedy"_s);
    const auto first = hedy.openSocket();
    const auto second = hedy.openSocket();
    QVERIFY(first && second);
    QTcpSocket idle; // must not hold the stop up
    idle.connectToHost(QHostAddress(QHostAddress::LocalHost), server.port());
    QVERIFY(idle.waitForConnected());
    QVERIFY(server.stop());
    QCOMPARE(first->waitForClose(), 1001);
    QCOMPARE(second->waitForClose(), 1001);
}

} // namespace confab::tests

using confab::tests::SocketEndTest;
CONFAB_TEST(SocketEndTest)
#include "socketendtest.moc"
