// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/httpconnection.h"
#include "server/net/sockethub.h"

#include <QTimer>
#include <QWebSocketServer>

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
    /// A socket between HTTP and QWebSocketServer: from one to another turn of the event loop.
    struct Upgrade {
        QTcpSocket *tcp; ///< a child of this
        Caller caller;
        Admission::Ticket ticket;
        qint64 deadline;
    };
    /// Both ends of a connection, by which a QWebSocket is known to be what was handed over.
    struct Ends {
        QHostAddress peer;
        quint16 peerPort;
        QHostAddress local;

        bool operator==(const Ends &) const = default;
        friend size_t qHash(const Ends &ends, size_t seed = 0)
        {
            return qHashMulti(seed, ends.peer, ends.peerPort, ends.local);
        }
    };

    [[nodiscard]] std::unique_ptr<QTcpSocket> openSocket(Descriptor &descriptor) const;
    void refuse(QTcpSocket &socket);
    void handOver(HttpConnection &connection, const Caller &caller);
    void takeWebSockets();
    void adopt(std::unique_ptr<QWebSocket> webSocket);
    void remove(HttpConnection &connection);
    void checkStopped(qint64 now);
    void abortAll();

    NetContext &m_context;
    const std::shared_ptr<Mailbox> m_mailbox;
    HttpWriter m_writer;
    HttpSurroundings m_surroundings;
    QSet<HttpConnection *> m_connections; // children of this
    std::map<quint64, Upgrade> m_upgrades;
    QHash<Ends, quint64> m_upgradesByEnds;
    quint64 m_lastUpgrade = 0;
    QWebSocketServer m_webSocketServer;
    SocketHub m_hub;
    QTimer m_deadlineTimer;
    qint64 m_stopBy = 0; // 0: not stopping
};

} // namespace confab
