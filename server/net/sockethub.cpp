// SPDX-License-Identifier: Apache-2.0
#include "server/net/sockethub.h"

#include "server/api/eventencoder.h"

#include <QThread>

#include <algorithm>

namespace confab {

namespace {

constexpr size_t readAtOnce = 64 * 1024;
constexpr qint64 viewsAtOnce = 1024 * 1024; ///< bytes, before they are given to the kernel

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

bool hasAsked(const ConversationChanged::View &view, SocketId socket)
{
    return std::any_of(view.origins.begin(), view.origins.end(),
                       [&](const Origin &origin) { return origin.socket == socket; });
}

} // namespace

SocketHub::SocketHub(NetContext &context, std::shared_ptr<Mailbox> mailbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_mailbox(std::move(mailbox))
    , m_readBuffer(readAtOnce)
{ }

SocketHub::~SocketHub()
{
    qDeleteAll(std::exchange(m_sockets, {}));
}

void SocketHub::adopt(std::unique_ptr<QTcpSocket> tcp, Admission::Ticket ticket, const Caller &caller)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const SocketId id(++m_context.lastSocketId);
    auto *connection = new SocketConnection(id, std::move(tcp), std::move(ticket), m_context, *this);
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
    send(*connection, delivery.frame);
}

void SocketHub::deliverOne(const ToAccounts &delivery)
{
    for (const AccountId account : delivery.accounts) {
        const Connections connections = m_byAccount.value(account);
        for (SocketConnection *connection : connections) {
            if (!delivery.except.contains(connection->peer().socket))
                send(*connection, delivery.frame);
        }
    }
}

// What many see differently is not held for all of them at once.
void SocketHub::deliverOne(const ToViewers &delivery)
{
    for (const auto &view : delivery.change.views) {
        QByteArray frame;
        const Connections connections = m_byAccount.value(view.account);
        for (SocketConnection *connection : connections) {
            if (hasAsked(view, connection->peer().socket))
                continue;
            if (frame.isEmpty())
                frame = encodeView(delivery.change, view);
            send(*connection, frame);
        }
        m_viewBytes += frame.size();
        if (m_viewBytes > viewsAtOnce)
            flushTouched();
    }
}

void SocketHub::deliverOne(const ToWatchers &delivery)
{
    const Connections connections = m_watchers.value(delivery.account);
    for (SocketConnection *connection : connections)
        send(*connection, delivery.frame);
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
    for (const AccountId account : accounts) {
        if (!delivery.hidden.contains(account))
            m_watchers[account].append(connection);
    }
    m_watched.insert(delivery.socket, accounts.values());
}

void SocketHub::deliverOne(const SetSight &delivery)
{
    const Connections connections = m_byAccount.value(delivery.viewer);
    for (SocketConnection *connection : connections) {
        const auto watched = m_watched.constFind(connection->peer().socket);
        if (watched == m_watched.constEnd() || !watched->contains(delivery.about))
            continue;
        removeFrom(m_watchers, delivery.about, connection);
        if (!delivery.hidden)
            m_watchers[delivery.about].append(connection);
        send(*connection, delivery.frame);
    }
}

void SocketHub::deliverOne(const EndWatches &delivery)
{
    const Connections connections = m_byAccount.value(delivery.account);
    for (SocketConnection *connection : connections)
        forgetWatch(*connection);
}

void SocketHub::deliverOne(const EndSession &delivery)
{
    const Connections connections = m_bySession.value(delivery.session);
    for (SocketConnection *connection : connections)
        connection->close(CloseCode::NotLoggedIn);
}

void SocketHub::send(SocketConnection &connection, const QByteArray &frame)
{
    if (!connection.hasOutput())
        m_touched.push_back(&connection);
    connection.send(frame);
}

// Once for each batch, unless it is large: its frames to one socket are one system call.
void SocketHub::flushTouched()
{
    for (SocketConnection *connection : m_touched)
        connection->flush();
    m_touched.clear();
    m_viewBytes = 0;
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
