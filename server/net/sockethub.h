// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/socketconnection.h"

#include <span>
#include <vector>

namespace confab {

class Mailbox;

/// The WebSockets of one I/O thread, by id, account, session and whom they watch; sends them what is
/// delivered.
///
/// Owned by an IoLoop and belongs to its thread. A connection that is gone is destroyed by a later turn of
/// the event loop, so that pointers to it hold while a batch is delivered.
class SocketHub final : public QObject {
    Q_OBJECT

public:
    SocketHub(NetContext &context, std::shared_ptr<Mailbox> mailbox, QObject *parent);
    ~SocketHub() override;

    /// Takes over a connection whose upgrade is answered; `caller` is null when nobody is known yet.
    void adopt(std::unique_ptr<QTcpSocket> tcp, Admission::Ticket ticket, const Caller &caller);
    void deliver(const QList<Delivery> &deliveries);
    void checkDeadlines(qint64 now);
    void closeAll(CloseCode code);
    void abortAll();
    [[nodiscard]] qsizetype count() const { return m_sockets.size(); }

    // For the connections:
    [[nodiscard]] std::span<char> readBuffer() { return m_readBuffer; } ///< for one call of the event loop
    [[nodiscard]] const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }
    void enter(SocketConnection &connection); ///< it has an account and a session
    void leave(SocketConnection &connection); ///< nothing is delivered to it any more
    void remove(SocketConnection &connection);

private:
    using Connections = QList<SocketConnection *>;

    void deliverOne(const ToSocket &delivery);
    void deliverOne(const ToAccounts &delivery);
    void deliverOne(const ToViewers &delivery);
    void deliverOne(const ToWatchers &delivery);
    void deliverOne(const SetWatch &delivery);
    void deliverOne(const SetSight &delivery);
    void deliverOne(const EndWatches &delivery);
    void deliverOne(const EndSession &delivery);
    void send(SocketConnection &connection, const QByteArray &frame);
    void flushTouched();
    void forgetWatch(SocketConnection &connection);

    NetContext &m_context;
    const std::shared_ptr<Mailbox> m_mailbox;
    QHash<SocketId, SocketConnection *> m_sockets; // owned
    QHash<AccountId, Connections> m_byAccount;
    QHash<SessionId, Connections> m_bySession;
    QHash<AccountId, Connections> m_watchers;
    QHash<SocketId, QList<AccountId>> m_watched; // also those that are hidden from it at the moment
    std::vector<SocketConnection *> m_touched; // by the batch that is being delivered
    qint64 m_viewBytes = 0; // for those
    std::vector<char> m_readBuffer;
};

} // namespace confab
