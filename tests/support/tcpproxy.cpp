// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tcpproxy.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace confab::tests {

using namespace Qt::StringLiterals;

/// The proxy as its thread sees it: pairs of sockets.
class TcpProxy::Relay final : public QObject {
public:
    explicit Relay(quint16 target)
        : m_target(target)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &Relay::takeAll);
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    void cut()
    {
        m_state = State::Cut;
        const auto sockets = m_peers.keys();
        for (QTcpSocket *socket : sockets)
            drop(socket);
    }

    void setThrough(bool isThrough)
    {
        m_state = isThrough ? State::Through : State::Frozen;
        const auto sockets = m_peers.keys();
        for (QTcpSocket *socket : sockets)
            forward(socket);
    }

private:
    enum class State { Through, Frozen, Cut };

    void takeAll()
    {
        while (QTcpSocket *client = m_server.nextPendingConnection()) {
            auto *server = new QTcpSocket(this);
            client->setParent(this);
            add(client, server);
            add(server, client);
            if (m_state == State::Cut)
                drop(client);
            else
                server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
        }
    }

    void add(QTcpSocket *socket, QTcpSocket *peer)
    {
        m_peers.insert(socket, peer);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { forward(socket); });
        connect(socket, &QTcpSocket::connected, this, [this, peer] { forward(peer); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { drop(socket); });
        connect(socket, &QTcpSocket::errorOccurred, this, [this, socket] { drop(socket); });
    }

    void forward(QTcpSocket *socket)
    {
        QTcpSocket *peer = m_peers.value(socket);
        if (m_state == State::Through && peer && peer->state() == QAbstractSocket::ConnectedState)
            peer->write(socket->readAll());
    }

    void drop(QTcpSocket *socket)
    {
        QTcpSocket *peer = m_peers.take(socket);
        if (!peer)
            return;
        if (m_state == State::Through) {
            forwardRest(*socket, *peer);
            peer->disconnectFromHost(); // what is on its way still arrives
        } else {
            peer->abort();
        }
        m_peers.remove(peer);
        for (QTcpSocket *each : {socket, peer}) {
            each->disconnect(this);
            each->abort();
            each->deleteLater();
        }
    }

    static void forwardRest(QTcpSocket &socket, QTcpSocket &peer)
    {
        if (peer.state() == QAbstractSocket::ConnectedState) {
            peer.write(socket.readAll());
            peer.flush();
        }
    }

    const quint16 m_target;
    QTcpServer m_server;
    QHash<QTcpSocket *, QTcpSocket *> m_peers;
    State m_state = State::Through;
};

TcpProxy::TcpProxy(quint16 target)
{
    m_thread.setObjectName("proxy"_L1);
    m_thread.start();
    auto *context = new QObject;
    context->moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        context,
        [this, target] {
            m_relay = new Relay(target);
            m_port = m_relay->port();
        },
        Qt::BlockingQueuedConnection);
    context->deleteLater();
}

TcpProxy::~TcpProxy()
{
    QMetaObject::invokeMethod(
        m_relay, [this] { delete m_relay; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void TcpProxy::cut()
{
    QMetaObject::invokeMethod(
        m_relay, [this] { m_relay->cut(); }, Qt::BlockingQueuedConnection);
}

void TcpProxy::freeze()
{
    QMetaObject::invokeMethod(
        m_relay, [this] { m_relay->setThrough(false); }, Qt::BlockingQueuedConnection);
}

void TcpProxy::heal()
{
    QMetaObject::invokeMethod(
        m_relay, [this] { m_relay->setThrough(true); }, Qt::BlockingQueuedConnection);
}

} // namespace confab::tests
