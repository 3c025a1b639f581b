// SPDX-License-Identifier: Apache-2.0
#include "server/net/sockethub.h"

#include "server/net/websocketframe.h"

#include <QThread>

namespace confab {

namespace {

template <typename Key>
void removeFrom(QHash<Key, QList<SocketConnection *>> &table, Key key, SocketConnection *connection)
{
    const auto found = table.find(key);
    if (found == table.end())
        return;
    found->removeOne(connection);
    if (found->isEmpty())
        table.erase(found);
}

} // namespace

SocketHub::SocketHub(NetContext &context, std::shared_ptr<Mailbox> mailbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_mailbox(std::move(mailbox))
{ }

SocketHub::~SocketHub()
{
    qDeleteAll(std::exchange(m_sockets, {}));
}

void SocketHub::adopt(std::unique_ptr<QWebSocket> webSocket, QTcpSocket &tcp, Admission::Ticket ticket,
                      const Caller &caller)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const SocketId id(++m_context.lastSocketId);
    auto *connection
        = new SocketConnection(id, std::move(webSocket), tcp, std::move(ticket), m_context, *this);
    m_sockets.insert(id, connection);
    if (!caller.isNull())
        connection->start(caller);
}

void SocketHub::enter(SocketConnection &connection)
{
    const Caller &caller = connection.peer().caller;
    m_byAccount[caller.account].append(&connection);
    m_bySession[caller.session].append(&connection);
}

void SocketHub::leave(SocketConnection &connection)
{
    const Caller &caller = connection.peer().caller;
    removeFrom(m_byAccount, caller.account, &connection);
    removeFrom(m_bySession, caller.session, &connection);
    forgetWatch(connection);
}

void SocketHub::remove(SocketConnection &connection)
{
    m_touched.remove(&connection);
    if (!m_sockets.remove(connection.peer().socket))
        return;
    connection.setParent(this); // should this hub go before the next turn
    connection.deleteLater();
}

void SocketHub::deliver(const QList<Delivery> &deliveries)
{
    Q_ASSERT(QThread::currentThread() == thread());
    for (const Delivery &delivery : deliveries)
        std::visit([this](const auto &one) { deliverOne(one); }, delivery);
    flushTouched();
}

// The lists are copied (a count goes up): who is closed while they are walked leaves them.
void SocketHub::deliverOne(const ToSocket &delivery)
{
    SocketConnection *connection = m_sockets.value(delivery.socket);
    if (!connection)
        return;
    if (delivery.isAnswer)
        connection->answered();
    if (connection->isOpen())
        send(*connection, writeTextFrame(delivery.frame));
}

void SocketHub::deliverOne(const ToAccounts &delivery)
{
    QByteArray frame; // written when the first recipient is found
    for (const AccountId account : delivery.accounts)
        sendToAll(m_byAccount.value(account), delivery.except, delivery.frame, frame);
}

void SocketHub::deliverOne(const ToWatchers &delivery)
{
    QByteArray frame;
    sendToAll(m_watchers.value(delivery.account), {}, delivery.frame, frame);
}

void SocketHub::sendToAll(const Connections &connections, const QList<SocketId> &except, QStringView text,
                          QByteArray &frame)
{
    for (SocketConnection *connection : connections) {
        if (!connection->isOpen() || except.contains(connection->peer().socket))
            continue;
        if (frame.isEmpty())
            frame = writeTextFrame(text);
        send(*connection, frame);
    }
}

void SocketHub::deliverOne(const SetWatch &delivery)
{
    SocketConnection *connection = m_sockets.value(delivery.socket);
    if (!connection || !connection->isOpen())
        return;
    forgetWatch(*connection);
    const QSet<AccountId> accounts(delivery.accounts.begin(), delivery.accounts.end());
    if (accounts.isEmpty())
        return;
    for (const AccountId account : accounts)
        m_watchers[account].append(connection);
    m_watched.insert(delivery.socket, accounts.values());
}

void SocketHub::deliverOne(const EndSession &delivery)
{
    const Connections connections = m_bySession.value(delivery.session);
    for (SocketConnection *connection : connections)
        connection->close(CloseCode::NotLoggedIn);
}

void SocketHub::send(SocketConnection &connection, const QByteArray &frame)
{
    connection.send(frame);
    if (connection.isOpen())
        m_touched.insert(&connection);
}

// Once for each batch: its frames to one socket are one system call.
void SocketHub::flushTouched()
{
    const auto touched = std::exchange(m_touched, {});
    for (SocketConnection *connection : touched)
        connection->flush();
}

void SocketHub::forgetWatch(SocketConnection &connection)
{
    const QList<AccountId> accounts = m_watched.take(connection.peer().socket);
    for (const AccountId account : accounts)
        removeFrom(m_watchers, account, &connection);
}

void SocketHub::checkDeadlines(qint64 now)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const QList<SocketConnection *> connections = m_sockets.values();
    for (SocketConnection *connection : connections)
        connection->checkDeadline(now);
}

void SocketHub::closeAll(CloseCode code)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const QList<SocketConnection *> connections = m_sockets.values();
    for (SocketConnection *connection : connections)
        connection->close(code);
}

void SocketHub::abortAll()
{
    Q_ASSERT(QThread::currentThread() == thread());
    const QList<SocketConnection *> connections = m_sockets.values();
    for (SocketConnection *connection : connections)
        connection->abort();
}

} // namespace confab
