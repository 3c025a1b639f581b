// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/httpconnection.h"
#include "server/net/sockethub.h"

#include <QTimer>

namespace confab {

class Descriptor;

/// What happens in one I/O thread: its HTTP connections, its WebSockets, and the way from the one to the
/// other.
///
/// Made in its thread, by IoThread, and belongs to it; others reach it through its Mailbox. A single timer
/// looks after all deadlines, once a second while there are connections.
class IoLoop final : public QObject {
    Q_OBJECT

public:
    IoLoop(NetContext &context, std::shared_ptr<Mailbox> mailbox);
    ~IoLoop() override;

    void accept(Descriptor &descriptor);
    void deliver(const QList<Delivery> &deliveries);
    /// Closes the WebSockets with 1001 and lets running requests finish; stopped() within stopWithin.
    void stop();

    /// Acts on every deadline that has passed by then (steadyMilliseconds()).
    void checkDeadlines(qint64 now);
    /// For the Mailbox: has it emptied on this thread. Thread-safe.
    void callForMail();

    static constexpr std::chrono::seconds stopWithin{2};

Q_SIGNALS:
    void stopped();

private:
    [[nodiscard]] std::unique_ptr<QTcpSocket> openSocket(Descriptor &descriptor) const;
    void refuse(QTcpSocket &socket);
    void handOver(HttpConnection &connection, const Caller &caller);
    void remove(HttpConnection &connection);
    void checkStopped(qint64 now);
    void abortAll();

    NetContext &m_context;
    const std::shared_ptr<Mailbox> m_mailbox;
    HttpWriter m_writer;
    HttpSurroundings m_surroundings;
    QSet<HttpConnection *> m_connections; // children of this
    SocketHub m_hub;
    QTimer m_deadlineTimer;
    qint64 m_stopBy = 0; // 0: not stopping
};

} // namespace confab
