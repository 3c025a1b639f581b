// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/netcontext.h"
#include "server/net/socketbuffers.h"

#include <QPointer>
#include <QStringList>
#include <QTcpSocket>
#include <QWebSocket>

namespace confab {

class SocketHub;

/// One client's WebSocket: who it is of, what it sends to the Gateway, and what is sent to it.
///
///     Anonymous --token--> Verifying --welcome--> Open --> Closing --> gone
///
/// QWebSocket reads, answers pings and gives the peer's close back. Frames are written past it, straight into
/// its TCP socket: one is written once for many recipients, and a close of ours waits for the peer's (RFC
/// 6455, 7.1.1), where QWebSocket would cut at once and take frames with it that the peer has not read. Owned
/// by its SocketHub and belongs to its thread. Has no timer of its own, as there are thousands of these.
class SocketConnection final : public QObject {
    Q_OBJECT

public:
    SocketConnection(SocketId id, std::unique_ptr<QWebSocket> webSocket, QTcpSocket &tcp,
                     Admission::Ticket ticket, NetContext &context, SocketHub &hub);
    ~SocketConnection() override;

    /// The upgrade named who this is.
    void start(const Caller &verified);

    [[nodiscard]] const SocketPeer &peer() const { return m_peer; }
    [[nodiscard]] bool isOpen() const { return m_stage == Stage::Open; }

    /// Nothing unless open. `isAnswer` as in ToSocket.
    void send(const QByteArray &frame);
    void answered();
    void flush();
    void close(CloseCode code);
    void abort();
    void checkDeadline(qint64 now);

private:
    enum class Stage {
        Anonymous, ///< waits for the frame `authenticate`
        Verifying, ///< registered, and storage is asked whether the session is still good
        Open,
        Closing, ///< waits for the peer's close, or to be written out
        Gone
    };

    void readText(const QString &text);
    void readFirst(const QString &text);
    void hold(const QString &text);
    void handle(const QString &text);
    void countFrame();
    void checkOutput();
    void authenticated(const Result<Welcome> &welcome);
    void leave();
    void startClosing();
    void finish();

    NetContext &m_context;
    SocketHub &m_hub;
    Admission::Ticket m_ticket;
    std::unique_ptr<QWebSocket> m_webSocket;
    QPointer<QTcpSocket> m_tcp; ///< of m_webSocket
    SocketBuffers m_buffers; ///< of m_tcp
    SocketPeer m_peer;
    QStringList m_held; ///< frames that came before the welcome
    qint64 m_deadline; ///< of the stage; in Open, of the peer's silence
    qint64 m_allowedAt = 0; ///< when the burst of frames will be forgotten
    qsizetype m_heldLength = 0;
    Stage m_stage = Stage::Anonymous;
    bool m_wasOpened = false;
};

} // namespace confab
