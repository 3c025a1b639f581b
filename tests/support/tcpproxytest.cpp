// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tcpproxy.h"
#include "tests/support/testcase.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// That the proxy which breaks connections in other tests does so, and else leaves them alone.
class TcpProxyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void carriesBothWays();
    void passesTheEndOn();
    void cutsAndHeals();
    void holdsBackAndGoesOn();

private:
    /// A connection by way of the proxy, and its other end.
    [[nodiscard]] bool connectThrough();
    [[nodiscard]] static QByteArray readAll(QTcpSocket &socket, qsizetype bytes);

    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<TcpProxy> m_proxy;
    std::unique_ptr<QTcpSocket> m_client;
    QTcpSocket *m_accepted = nullptr;
};

void TcpProxyTest::init()
{
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_proxy = std::make_unique<TcpProxy>(m_server->serverPort());
}

void TcpProxyTest::cleanup()
{
    m_client.reset();
    m_server.reset();
    m_proxy.reset();
}

bool TcpProxyTest::connectThrough()
{
    m_client = std::make_unique<QTcpSocket>();
    m_client->connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->port());
    if (!m_client->waitForConnected() || !m_server->waitForNewConnection(5000))
        return false;
    m_accepted = m_server->nextPendingConnection();
    return m_accepted != nullptr;
}

QByteArray TcpProxyTest::readAll(QTcpSocket &socket, qsizetype bytes)
{
    QByteArray read;
    (void)QTest::qWaitFor([&] {
        read += socket.readAll();
        return read.size() >= bytes;
    });
    return read;
}

void TcpProxyTest::carriesBothWays()
{
    QVERIFY(connectThrough());
    const QByteArray much(1'000'000, 'x');
    m_client->write(much);
    QCOMPARE(readAll(*m_accepted, much.size()), much);
    m_accepted->write("answer");
    QCOMPARE(readAll(*m_client, 6), QByteArray("answer"));
}

void TcpProxyTest::passesTheEndOn()
{
    QVERIFY(connectThrough());
    m_accepted->write("last words");
    m_accepted->disconnectFromHost();
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_client->readAll(), QByteArray("last words"));
}

void TcpProxyTest::cutsAndHeals()
{
    QVERIFY(connectThrough());
    m_proxy->cut();
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(m_accepted->state(), QAbstractSocket::UnconnectedState);
    QTcpSocket refused;
    refused.connectToHost(QHostAddress(QHostAddress::LocalHost), m_proxy->port());
    QTRY_COMPARE(refused.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!m_server->hasPendingConnections());

    m_proxy->heal();
    QVERIFY(connectThrough());
    m_client->write("again");
    QCOMPARE(readAll(*m_accepted, 5), QByteArray("again"));
}

void TcpProxyTest::holdsBackAndGoesOn()
{
    QVERIFY(connectThrough());
    m_proxy->freeze();
    m_client->write("held");
    QTest::qWait(200);
    QCOMPARE(m_accepted->bytesAvailable(), 0);
    QCOMPARE(m_client->state(), QAbstractSocket::ConnectedState);
    m_proxy->heal();
    QCOMPARE(readAll(*m_accepted, 4), QByteArray("held"));
}

} // namespace confab::tests

using confab::tests::TcpProxyTest;
CONFAB_TEST(TcpProxyTest)
#include "tcpproxytest.moc"
