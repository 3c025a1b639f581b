// SPDX-License-Identifier: Apache-2.0
#include "server/net/ioloop.h"

#include "server/net/descriptor.h"
#include "server/net/mailbox.h"
#include "shared/core/logging.h"

#include <QSslSocket>
#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

IoLoop::IoLoop(NetContext &context, std::shared_ptr<Mailbox> mailbox)
    : m_context(context)
    , m_mailbox(std::move(mailbox))
    , m_surroundings{context, m_mailbox, m_writer}
    , m_hub(context, m_mailbox, nullptr)
{
    m_deadlineTimer.setInterval(1s);
    connect(&m_deadlineTimer, &QTimer::timeout, this, [this] { checkDeadlines(steadyMilliseconds()); });
}

IoLoop::~IoLoop()
{
    abortAll();
}

void IoLoop::callForMail()
{
    QMetaObject::invokeMethod(
        this, [this] { m_mailbox->runAll(*this); }, Qt::QueuedConnection);
}

void IoLoop::accept(Descriptor &descriptor)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stopBy != 0)
        return;
    auto socket = openSocket(descriptor);
    if (!socket)
        return;
    auto ticket = m_context.admission.admit(socket->peerAddress());
    if (!ticket)
        return refuse(*socket);
    auto *connection = new HttpConnection(std::move(socket), std::move(*ticket), m_surroundings, this);
    m_connections.insert(connection);
    connect(connection, &HttpConnection::finished, this, [this, connection] { remove(*connection); });
    connect(connection, &HttpConnection::upgraded, this,
            [this, connection](const Caller &caller) { handOver(*connection, caller); });
    if (!m_deadlineTimer.isActive())
        m_deadlineTimer.start();
}

std::unique_ptr<QTcpSocket> IoLoop::openSocket(Descriptor &descriptor) const
{
    auto socket = m_context.tls ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>();
    const qintptr number = descriptor.take();
    if (!socket->setSocketDescriptor(number)) {
        const Descriptor closed(number);
        return nullptr;
    }
    // Without it a delivery may wait 40 ms for the acknowledgement of the one before.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (auto *encrypted = qobject_cast<QSslSocket *>(socket.get())) {
        encrypted->setSslConfiguration(*m_context.tls);
        encrypted->startServerEncryption();
    }
    return socket;
}

// The house is full: said in one packet, without reading anything.
void IoLoop::refuse(QTcpSocket &socket)
{
    qCWarning(lcNet) << "No place for a connection from" << plainAddress(socket.peerAddress()).toString();
    if (m_context.tls)
        return socket.abort();
    const auto full
        = Response::problem({.code = ErrorCode::Unavailable, .detail = u"too many connections"_s});
    socket.write(m_writer.write(full, AfterResponse::Close, BodyOf::Response));
    socket.flush();
    finishWriting(socket.socketDescriptor());
}

void IoLoop::handOver(HttpConnection &connection, const Caller &caller)
{
    m_hub.adopt(connection.takeSocket(), connection.takeTicket(), caller);
    remove(connection);
}

void IoLoop::remove(HttpConnection &connection)
{
    if (m_connections.remove(&connection))
        connection.deleteLater();
}

void IoLoop::deliver(const QList<Delivery> &deliveries)
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_hub.deliver(deliveries);
}

void IoLoop::stop()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stopBy != 0)
        return;
    m_stopBy = deadlineIn(stopWithin);
    m_hub.closeAll(CloseCode::Restart);
    const auto connections = m_connections.values();
    for (HttpConnection *connection : connections)
        connection->stop();
    m_deadlineTimer.start(20ms);
    checkStopped(steadyMilliseconds());
}

void IoLoop::checkDeadlines(qint64 now)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const auto connections = m_connections.values();
    for (HttpConnection *connection : connections)
        connection->checkDeadline(now);
    m_hub.checkDeadlines(now);
    if (m_stopBy != 0)
        checkStopped(now);
    else if (m_connections.isEmpty() && m_hub.count() == 0)
        m_deadlineTimer.stop();
}

void IoLoop::checkStopped(qint64 now)
{
    if (now >= m_stopBy)
        abortAll();
    if (!m_connections.isEmpty() || m_hub.count() > 0)
        return;
    m_deadlineTimer.stop();
    Q_EMIT stopped();
}

void IoLoop::abortAll()
{
    const auto connections = m_connections.values();
    for (HttpConnection *connection : connections)
        connection->abort();
    m_hub.abortAll();
}

} // namespace confab
