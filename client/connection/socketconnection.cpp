// SPDX-License-Identifier: Apache-2.0
#include "client/connection/socketconnection.h"

#include "client/connection/networkerror.h"
#include "shared/core/limits.h"
#include "shared/core/logging.h"
#include "shared/protocol/jsonreader.h"

#include <QNetworkRequest>
#include <QTcpSocket>
#include <QThread>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int closeNotAuthenticated = 4401;
constexpr int closeTooManyFrames = 4429;

QUrl socketUrl(const QUrl &root)
{
    QUrl url = root;
    url.setScheme(root.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(u"/api/v1/socket"_s);
    return url;
}

Error errorOf(const QWebSocket &socket)
{
    const int code = int(socket.closeCode());
    // Qt tells the status of a refused handshake in words only.
    if (code == closeNotAuthenticated || socket.errorString().contains("401"_L1))
        return {ErrorCode::NotAuthenticated, {}, u"The server does not take the token"_s};
    if (code == closeTooManyFrames)
        return {ErrorCode::TooManyRequests, {}, u"Close code 4429"_s};
    if (socket.error() == QAbstractSocket::SslHandshakeFailedError)
        return certificateError(socket.errorString());
    return networkError(u"%1 (close code %2)"_s.arg(socket.errorString()).arg(code));
}

} // namespace

SocketConnection::SocketConnection(Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_alarm(scheduler)
    , m_beat(Limits::heartbeat)
{ }

SocketConnection::~SocketConnection()
{
    drop();
}

void SocketConnection::open(const QUrl &root, const QString &token)
{
    Q_ASSERT(QThread::currentThread() == thread());
    drop();
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(largestFrame);
    m_socket->setMaxAllowedIncomingMessageSize(largestFrame);
    watch(m_socket);

    QNetworkRequest request(socketUrl(root));
    request.setRawHeader("Authorization"_ba, "Bearer " + token.toLatin1());
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"confab.v1"_s});
    m_alarm.set(connectWithin, [this] { fail(networkError(u"The server did not answer in time"_s)); });
    m_socket->open(request, options);
}

void SocketConnection::watch(QWebSocket *socket)
{
    connect(socket, &QWebSocket::connected, this, [this, socket] {
        // Qt leaves Nagle's algorithm on, which holds a small frame back while another is on its way.
        if (auto *tcp = socket->findChild<QTcpSocket *>())
            tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_heardSinceBeat = true;
        beat();
        Q_EMIT opened();
    });
    connect(socket, &QWebSocket::textMessageReceived, this, &SocketConnection::frameReceived);
    connect(socket, &QWebSocket::disconnected, this, [this, socket] { fail(errorOf(*socket)); });
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto errorOccurred = &QWebSocket::errorOccurred;
#else
    const auto errorOccurred = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(socket, errorOccurred, this, [this, socket] {
        // An error of an open socket is followed by `disconnected`, one of the handshake is not always.
        if (socket->state() != QAbstractSocket::ConnectedState)
            fail(errorOf(*socket));
    });
}

void SocketConnection::close()
{
    m_alarm.cancel();
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this); // Before it tells of its end, which it does within the call.
    socket->close(QWebSocketProtocol::CloseCodeGoingAway);
    socket->deleteLater();
}

bool SocketConnection::isOpen() const
{
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

void SocketConnection::send(const QByteArray &frame)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (isOpen())
        m_socket->sendTextMessage(QString::fromUtf8(frame));
}

void SocketConnection::setHeartbeat(std::chrono::seconds heartbeat)
{
    m_beat = heartbeat;
    m_heardSinceBeat = true;
    beat();
}

void SocketConnection::frameReceived(const QString &text)
{
    m_heardSinceBeat = true;
    const auto frame = parseJsonObject(text.toUtf8());
    if (!frame) {
        qCWarning(lcConnection) << "The server sent a frame that is no JSON object";
        return;
    }
    Q_EMIT frameArrived(*frame);
}

void SocketConnection::beat()
{
    if (!m_heardSinceBeat) {
        fail(networkError(u"The server has gone silent"_s));
        return;
    }
    m_heardSinceBeat = false;
    send("{\"type\":\"ping\",\"ref\":\"ping\"}"_ba);
    m_alarm.set(m_beat * 2 / 3, [this] { beat(); });
}

void SocketConnection::fail(const Error &error)
{
    if (!m_socket)
        return;
    drop();
    qCDebug(lcConnection) << "The socket has closed:" << error.detail;
    Q_EMIT closed(error);
}

void SocketConnection::drop()
{
    m_alarm.cancel();
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater(); // It may be what is calling.
}

} // namespace confab
