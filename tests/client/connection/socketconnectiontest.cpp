// SPDX-License-Identifier: Apache-2.0
#include "client/connection/socketconnection.h"
#include "client/connection/networkerror.h"
#include "tests/client/connection/faketime.h"

#include "tests/support/testcase.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// A WebSocket server that says what the test has it say.
struct Server {
    QWebSocketServer listener{u"test"_s, QWebSocketServer::NonSecureMode};
    QList<QWebSocket *> sockets;
    QStringList heard;
    QByteArray authorization;
    QString path;

    Server()
    {
        listener.listen(QHostAddress::LocalHost);
        QObject::connect(&listener, &QWebSocketServer::newConnection, &listener, [this] {
            QWebSocket *socket = listener.nextPendingConnection();
            socket->setParent(&listener); // It has none of its own.
            authorization = socket->request().rawHeader("Authorization");
            path = socket->requestUrl().path();
            QObject::connect(socket, &QWebSocket::textMessageReceived, &listener,
                             [this](const QString &text) { heard.append(text); });
            sockets.append(socket);
        });
    }
    [[nodiscard]] QUrl root() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(listener.serverPort())); }
};

} // namespace

class SocketConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWithTokenAndCarriesFrames();
    void closesWhenTheServerDoes_data();
    void closesWhenTheServerDoes();
    void takesASilentServerForDead();
    void aServerThatSpeaksStaysAlive();
    void givesUpConnecting();
    void aRefusedTokenIsNotAuthenticated();
    void saysNothingAfterClose();
};

void SocketConnectionTest::opensWithTokenAndCarriesFrames()
{
    FakeTime time;
    Server server;
    SocketConnection connection(time);
    QSignalSpy opened(&connection, &SocketConnection::opened);
    QSignalSpy frames(&connection, &SocketConnection::frameArrived);
    connection.open(server.root(), u"secret"_s);
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(server.sockets.size(), 1);
    QCOMPARE(server.authorization, "Bearer secret"_ba);
    QCOMPARE(server.path, u"/api/v1/socket"_s);

    server.sockets.first()->sendTextMessage(u"{\"type\":\"pong\"}"_s);
    server.sockets.first()->sendTextMessage(u"no JSON"_s);
    server.sockets.first()->sendTextMessage(u"{\"type\":\"marks\"}"_s);
    QTRY_COMPARE(frames.size(), 2);
    QCOMPARE(frames.last().first().toJsonObject().value("type"_L1).toString(), u"marks"_s);

    connection.send("{\"type\":\"typing\"}"_ba);
    QTRY_VERIFY(server.heard.contains(u"{\"type\":\"typing\"}"_s));
}

void SocketConnectionTest::closesWhenTheServerDoes_data()
{
    QTest::addColumn<int>("closeCode");
    QTest::addColumn<int>("code");

    QTest::newRow("the server restarts") << 1001 << int(ErrorCode::Unavailable);
    QTest::newRow("the session has ended") << 4401 << int(ErrorCode::NotAuthenticated);
    QTest::newRow("the client reads too slowly") << 4408 << int(ErrorCode::Unavailable);
    QTest::newRow("too many frames") << 4429 << int(ErrorCode::TooManyRequests);
}

void SocketConnectionTest::closesWhenTheServerDoes()
{
    QFETCH(int, closeCode);
    QFETCH(int, code);
    FakeTime time;
    Server server;
    SocketConnection connection(time);
    QList<Error> errors;
    connect(&connection, &SocketConnection::closed, this, [&](const Error &error) { errors.append(error); });
    connection.open(server.root(), u"secret"_s);
    QTRY_COMPARE(server.sockets.size(), 1);
    QTRY_VERIFY(connection.isOpen());
    server.sockets.first()->close(QWebSocketProtocol::CloseCode(closeCode));
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(int(errors.first().code), code);
    QVERIFY(!connection.isOpen());
}

void SocketConnectionTest::takesASilentServerForDead()
{
    FakeTime time;
    Server server;
    SocketConnection connection(time);
    QSignalSpy closed(&connection, &SocketConnection::closed);
    connection.open(server.root(), u"secret"_s);
    QTRY_VERIFY(connection.isOpen());
    time.advance(std::chrono::seconds(21));
    QVERIFY(!closed.isEmpty());
}

void SocketConnectionTest::aServerThatSpeaksStaysAlive()
{
    FakeTime time;
    Server server;
    SocketConnection connection(time);
    QSignalSpy closed(&connection, &SocketConnection::closed);
    QSignalSpy frames(&connection, &SocketConnection::frameArrived);
    connection.open(server.root(), u"secret"_s);
    QTRY_COMPARE(server.sockets.size(), 1);
    QTRY_VERIFY(connection.isOpen());
    for (int i = 0; i < 5; ++i) {
        server.sockets.first()->sendTextMessage(u"{\"type\":\"pong\"}"_s);
        QTRY_COMPARE(frames.size(), i + 1);
        time.advance(std::chrono::seconds(20));
    }
    QVERIFY(closed.isEmpty());
    QTRY_VERIFY(server.heard.size() >= 5); // The pings.
}

void SocketConnectionTest::givesUpConnecting()
{
    FakeTime time;
    QTcpServer silent; // Accepts, and never answers the upgrade.
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    SocketConnection connection(time);
    QSignalSpy closed(&connection, &SocketConnection::closed);
    connection.open(QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort())), u"secret"_s);
    time.advance(SocketConnection::connectWithin);
    QCOMPARE(closed.size(), 1);
}

void SocketConnectionTest::aRefusedTokenIsNotAuthenticated()
{
    FakeTime time;
    QTcpServer refusing;
    QVERIFY(refusing.listen(QHostAddress::LocalHost));
    connect(&refusing, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = refusing.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    SocketConnection connection(time);
    QList<Error> errors;
    connect(&connection, &SocketConnection::closed, this, [&](const Error &error) { errors.append(error); });
    connection.open(QUrl(u"http://127.0.0.1:%1"_s.arg(refusing.serverPort())), u"secret"_s);
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.first().code, ErrorCode::NotAuthenticated);
}

void SocketConnectionTest::saysNothingAfterClose()
{
    FakeTime time;
    Server server;
    SocketConnection connection(time);
    QSignalSpy closed(&connection, &SocketConnection::closed);
    QSignalSpy opened(&connection, &SocketConnection::opened);
    connection.open(server.root(), u"secret"_s);
    QTRY_COMPARE(opened.size(), 1);
    connection.close();
    time.advance(std::chrono::minutes(5));
    QCoreApplication::processEvents();
    QVERIFY(closed.isEmpty());
}

} // namespace confab::tests

using confab::tests::SocketConnectionTest;
CONFAB_TEST(SocketConnectionTest)
#include "socketconnectiontest.moc"
