// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/framereader.h"
#include "server/net/netcontext.h"
#include "server/net/socketbuffers.h"

#include <QByteArrayList>
#include <QTcpSocket>

namespace confab {

class SocketHub;

/// One client's WebSocket: who it is of, what it sends to the Gateway, and what is sent to it.
///
///     Anonymous --token--> Verifying --welcome--> Open --> Closing --> gone
///
/// Speaks RFC 6455 itself, on the connection whose upgrade is answered: a frame is written once for many
/// recipients, what one batch sends to a socket is one system call, and a close of ours waits for the peer's
/// (7.1.1), so that no frame before it is lost. Owned by its SocketHub and belongs to its thread. Has no
/// timer of its own, as there are thousands of these.
class SocketConnection final : public QObject {
    Q_OBJECT

public:
    SocketConnection(SocketId id, std::unique_ptr<QTcpSocket> tcp, Admission::Ticket ticket,
                     NetContext &context, SocketHub &hub);
    ~SocketConnection() override;

    /// The upgrade named who this is.
    void start(const Caller &verified);

    [[nodiscard]] const SocketPeer &peer() const { return m_peer; }
    [[nodiscard]] bool isOpen() const { return m_stage == Stage::Open; }

    /// Keeps a whole frame for flush(). Nothing unless open.
    void send(const QByteArray &frame);
    void answered();
    [[nodiscard]] bool hasOutput() const { return !m_output.isEmpty(); }
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

    void readAvailable();
    void readFrames();
    void readFrame(const FrameReader::Frame &frame);
    void readText(QByteArrayView text);
    void readFirst(QByteArrayView text);
    void hold(QByteArrayView text);
    void handle(QByteArrayView text);
    void countFrame();
    void answerClose(QByteArrayView payload);
    void fail();
    [[nodiscard]] qint64 waitingOutput() const;
    void authenticated(const Result<Welcome> &welcome);
    void leave();
    void startClosing();
    void finish();

    NetContext &m_context;
    SocketHub &m_hub;
    Admission::Ticket m_ticket;
    const std::unique_ptr<QTcpSocket> m_tcp;
    SocketBuffers m_buffers; ///< of m_tcp
    FrameReader m_reader;
    QByteArray m_output; ///< frames since the last flush
    SocketPeer m_peer;
    QByteArrayList m_held; ///< frames that came before the welcome
    qint64 m_deadline; ///< of the stage; in Open, of the peer's silence
    qint64 m_allowedAt = 0; ///< when the burst of frames will be forgotten
    qsizetype m_heldLength = 0;
    Stage m_stage = Stage::Anonymous;
    bool m_wasOpened = false;
    bool m_isPaused = false; ///< nothing is read until all answers have gone out
};

} // namespace confab
