// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"
#include "server/net/httpparser.h"
#include "server/net/httpwriter.h"
#include "server/net/netcontext.h"
#include "server/net/socketbuffers.h"

#include <QTcpSocket>

namespace confab {

class Mailbox;

/// What an HttpConnection shares with the others of its thread.
struct HttpSurroundings {
    NetContext &context;
    std::shared_ptr<Mailbox> mailbox;
    HttpWriter &writer;
    QByteArray input = QByteArray(64 * 1024, Qt::Uninitialized); ///< what is looked at; nothing stays in it
};

/// One HTTP/1.1 connection, over TCP or TLS: reads a request, has the Gateway answer it, writes the answer,
/// and reads the next, until either side closes or a deadline passes.
///
/// One request at a time: what a client sends ahead waits in the socket's bounded buffer and then in the
/// kernel. A client that stops reading, also by closing one direction only, is gone: its answer is dropped
/// when it comes. Owned by an IoLoop and belongs to its thread. Ends with finished(), or with upgraded() when
/// it became a WebSocket's and the socket is to be taken.
class HttpConnection final : public QObject {
    Q_OBJECT

public:
    HttpConnection(std::unique_ptr<QTcpSocket> socket, Admission::Ticket ticket,
                   HttpSurroundings &surroundings, QObject *parent);
    ~HttpConnection() override;

    /// Acts on the deadline that has passed, if one has.
    void checkDeadline(qint64 now);
    /// Closes when the running request, if there is one, is answered.
    void stop();
    void abort();

    /// The socket, on which the upgrade is answered, and its place; after upgraded().
    [[nodiscard]] std::unique_ptr<QTcpSocket> takeSocket();
    [[nodiscard]] Admission::Ticket takeTicket() { return std::move(m_ticket); }

Q_SIGNALS:
    void upgraded(const confab::Caller &caller);
    void finished();

private:
    enum class Stage {
        Head, ///< waits for a request, or is reading its head
        Body,
        HandingOn, ///< a piece of the body is with the consumer
        Running, ///< the Gateway has the request
        Writing, ///< the answer goes out; the next request is read when little is left of it
        Draining, ///< nothing is sent any more; input is thrown away until the peer closes
        Gone
    };

    void readAvailable();
    /// What has arrived and is not consumed; valid until the next call for any connection of the thread.
    [[nodiscard]] QByteArrayView peek(qint64 atMost);
    [[nodiscard]] bool readHead();
    [[nodiscard]] bool readBody();
    void startBody();
    [[nodiscard]] bool handOn();
    void continueBody();
    void upgrade();
    [[nodiscard]] Request request() const;
    /// For an answer to this request, from any thread.
    [[nodiscard]] Gateway::Answer answerLater();
    /// Calls `function` on this thread, unless this request is over by then; to be called on any thread.
    template <typename... Arguments>
    [[nodiscard]] auto later(void (HttpConnection::*function)(Arguments...));
    void run();
    void answer(const Response &response);
    void refuse(const Error &error);
    void send(const Response &response, BodyOf body);
    void askSource();
    void sendPiece(const Result<QByteArray> &piece);
    void continueAfterWriting();
    void startNext();
    void drain();
    void finish();

    HttpSurroundings &m_surroundings;
    std::unique_ptr<QTcpSocket> m_socket;
    SocketBuffers m_buffers; ///< of m_socket
    Admission::Ticket m_ticket;
    HttpParser m_parser;
    std::unique_ptr<BodyConsumer> m_consumer; ///< of the body of this request, if it is not collected
    std::shared_ptr<BodySource> m_source; ///< of what is still to be sent of this answer
    Stage m_stage = Stage::Head;
    AfterResponse m_after = AfterResponse::KeepAlive;
    qint64 m_deadline;
    quint64 m_request = 0; ///< counts them, so that an answer that comes too late is known
    bool m_isBodyComplete = false; ///< all of it has been read
    bool m_isSourceAsked = false;
    bool m_hasBegun = false; ///< bytes of the next request are there
    bool m_isStopping = false;
};

} // namespace confab
