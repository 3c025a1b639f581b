// SPDX-License-Identifier: Apache-2.0
#include "server/net/httpconnection.h"

#include "server/net/descriptor.h"
#include "server/net/mailbox.h"
#include "server/net/socketoutput.h"
#include "server/net/upgrade.h"
#include "shared/core/limits.h"

#include <QPointer>
#include <QSslSocket>
#include <QThread>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 inputBuffer = 64 * 1024; // more than a head, so that one can always become whole
constexpr qint64 bodyPiece = 32 * 1024;
constexpr qint64 outputBuffer = 256 * 1024; // above it the next request waits
constexpr qint64 slowestReader = 16; // bytes a millisecond
constexpr auto answerWithin = 60s;
static_assert(BodyConsumer::pieceBytes % bodyPiece == 0);
constexpr auto writeWithin = 30s;

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> socket, Admission::Ticket ticket,
                               HttpSurroundings &surroundings, QObject *parent)
    : QObject(parent)
    , m_surroundings(surroundings)
    , m_socket(std::move(socket))
    , m_ticket(std::move(ticket))
    , m_deadline(deadlineIn(Limits::headWithin))
{
    m_socket->setReadBufferSize(inputBuffer);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::readAvailable);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &HttpConnection::continueAfterWriting);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::finish);
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get()))
        connect(encrypted, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::continueAfterWriting);
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

template <typename... Arguments>
auto HttpConnection::later(void (HttpConnection::*function)(Arguments...))
{
    // It may be after this connection's end: the pointer is looked at on its thread only.
    return [mailbox = m_surroundings.mailbox, self = QPointer(this), number = m_request,
            function](std::decay_t<Arguments>... arguments) {
        mailbox->post([self, number, function, ... arguments = std::move(arguments)](IoLoop &) {
            if (self && self->m_request == number)
                (self->*function)(arguments...);
        });
    };
}

void HttpConnection::readAvailable()
{
    Q_ASSERT(QThread::currentThread() == thread());
    bool goesOn = true;
    while (goesOn) {
        switch (m_stage) {
        case Stage::Head:
            goesOn = readHead();
            break;
        case Stage::Body:
            goesOn = readBody();
            break;
        case Stage::Draining:
            m_socket->readAll();
            return;
        case Stage::HandingOn:
        case Stage::Running:
        case Stage::Writing:
        case Stage::Gone:
            return;
        }
    }
}

QByteArrayView HttpConnection::peek(qint64 atMost)
{
    QByteArray &input = m_surroundings.input;
    Q_ASSERT(atMost <= input.size());
    return {input.constData(), std::max<qint64>(0, m_socket->peek(input.data(), atMost))};
}

bool HttpConnection::readHead()
{
    const QByteArrayView bytes = peek(inputBuffer);
    if (bytes.isEmpty())
        return false;
    if (!m_hasBegun) {
        m_hasBegun = true;
        m_buffers.use();
        m_deadline = deadlineIn(Limits::headWithin);
    }
    switch (m_parser.readHead(bytes)) {
    case ParseProgress::NeedMore:
        return false;
    case ParseProgress::Failed:
        refuse(m_parser.error());
        return false;
    case ParseProgress::Complete:
        break;
    }
    if (isForSocket(m_parser.head())) {
        upgrade();
        return false;
    }
    m_socket->skip(m_parser.headSize());
    startBody();
    return true;
}

void HttpConnection::startBody()
{
    const HttpHead &head = m_parser.head();
    m_after = head.isKeptAlive && !m_isStopping ? AfterResponse::KeepAlive : AfterResponse::Close;
    m_isBodyComplete = !head.hasBody();
    ++m_request;
    m_stage = Stage::Body;
    if (head.method == Method::Post || head.method == Method::Patch)
        m_consumer = m_surroundings.context.gateway.receive(request(), answerLater());
    if (m_isBodyComplete)
        return run();
    if (!m_parser.limitBody(m_consumer ? m_consumer->limit() : Limits::requestBody))
        return refuse(m_parser.error());
    m_deadline = deadlineIn(Limits::bodyWithin);
    if (head.expectsContinue && m_socket->bytesAvailable() == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

bool HttpConnection::readBody()
{
    const QByteArrayView bytes = peek(std::min<qint64>(
        bodyPiece, BodyConsumer::pieceBytes - m_parser.bodySize() % BodyConsumer::pieceBytes));
    if (bytes.isEmpty())
        return false;
    qsizetype consumed = 0;
    const ParseProgress progress = m_parser.readBody(bytes, consumed);
    m_socket->skip(consumed);
    m_isBodyComplete = progress == ParseProgress::Complete;
    if (progress == ParseProgress::Failed)
        refuse(m_parser.error());
    else if (m_consumer)
        return handOn();
    else if (progress == ParseProgress::Complete)
        run();
    return progress == ParseProgress::NeedMore;
}

bool HttpConnection::handOn()
{
    if (!m_isBodyComplete && m_parser.bodySize() < BodyConsumer::pieceBytes)
        return true;
    m_stage = Stage::HandingOn;
    m_deadline = deadlineIn(answerWithin);
    if (m_parser.bodySize() == 0)
        continueBody();
    else
        m_consumer->take(m_parser.takeBody(), later(&HttpConnection::continueBody));
    return false;
}

void HttpConnection::continueBody()
{
    if (m_stage != Stage::HandingOn)
        return;
    if (m_isBodyComplete)
        return run();
    m_stage = Stage::Body;
    m_deadline = deadlineIn(Limits::bodyWithin);
    readAvailable();
}

void HttpConnection::upgrade()
{
    const HttpHead &head = m_parser.head();
    m_after = AfterResponse::Close;
    if (const auto refusal = refuseUpgrade(head))
        return send(*refusal, BodyOf::Response);
    if (m_socket->bytesAvailable() > m_parser.headSize()) // RFC 6455, 4.1
        return refuse(
            {.code = ErrorCode::Malformed, .detail = u"frames wait for the answer to the upgrade"_s});
    if (m_isStopping)
        return refuse({.code = ErrorCode::Unavailable, .detail = u"the server stops"_s});
    const Result<Caller> caller = callerOfUpgrade(head, m_surroundings.context.gateway);
    if (!caller)
        return refuse(caller.error());
    m_socket->read(m_parser.headSize());
    m_socket->write(acceptUpgrade(head));
    m_socket->flush();
    if (m_stage == Stage::Gone)
        return;
    m_socket->disconnect(this);
    m_stage = Stage::Gone;
    Q_EMIT upgraded(*caller);
}

Request HttpConnection::request() const
{
    const HttpHead &head = m_parser.head();
    return {.method = head.method,
            .target = head.target,
            .authorization = head.authorization,
            .contentType = head.contentType,
            .ifNoneMatch = head.ifNoneMatch,
            .others = head.others,
            .bodyLength = head.isChunked ? std::nullopt : std::optional(head.contentLength),
            .peer = m_surroundings.context.trustedProxies.client(m_socket->peerAddress(), head.forwardedFor)};
}

Gateway::Answer HttpConnection::answerLater()
{
    return later(&HttpConnection::answer);
}

void HttpConnection::run()
{
    m_stage = Stage::Running;
    m_deadline = deadlineIn(answerWithin);
    if (m_consumer)
        return m_consumer->finish();
    Request whole = request();
    whole.body = m_parser.takeBody();
    m_surroundings.context.gateway.handle(std::move(whole), answerLater());
}

void HttpConnection::answer(const Response &response)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const bool isEarly = m_consumer && (m_stage == Stage::Body || m_stage == Stage::HandingOn);
    if (m_stage != Stage::Running && !isEarly)
        return;
    m_consumer.reset();
    if (m_isStopping || !m_isBodyComplete)
        m_after = AfterResponse::Close;
    send(response, m_parser.head().method == Method::Head ? BodyOf::Head : BodyOf::Response);
}

void HttpConnection::refuse(const Error &error)
{
    m_after = AfterResponse::Close; // where this request ends is not known
    send(Response::problem(error), BodyOf::Response);
}

void HttpConnection::send(const Response &response, BodyOf body)
{
    const QByteArray bytes = m_surroundings.writer.write(response, m_after, body);
    m_stage = Stage::Writing;
    m_consumer.reset();
    m_source = body == BodyOf::Response ? response.source : nullptr;
    m_socket->write(bytes);
    m_deadline = deadlineIn(writeWithin) + pendingOutput(*m_socket) / slowestReader;
    m_socket->flush(); // now: the socket need not be waited for then
    continueAfterWriting();
}

void HttpConnection::continueAfterWriting()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stage != Stage::Writing)
        return;
    if (m_source)
        return askSource();
    if (m_after == AfterResponse::KeepAlive && pendingOutput(*m_socket) <= outputBuffer)
        startNext();
    else if (m_after == AfterResponse::Close && pendingOutput(*m_socket) == 0)
        drain();
}

void HttpConnection::askSource()
{
    if (m_isSourceAsked || pendingOutput(*m_socket) > outputBuffer)
        return;
    m_isSourceAsked = true;
    m_source->read(later(&HttpConnection::sendPiece));
}

void HttpConnection::sendPiece(const Result<QByteArray> &piece)
{
    m_isSourceAsked = false;
    if (m_stage != Stage::Writing)
        return;
    if (!piece)
        return abort(); // all that is left to say: the length is known to the peer
    if (piece->isEmpty())
        m_source.reset();
    m_socket->write(*piece);
    m_deadline = deadlineIn(writeWithin) + pendingOutput(*m_socket) / slowestReader;
    m_socket->flush();
    continueAfterWriting();
}

void HttpConnection::startNext()
{
    m_stage = Stage::Head;
    m_hasBegun = false;
    m_deadline = deadlineIn(Limits::keepAlive);
    m_parser.reset();
    // Through the event loop: a thousand requests sent ahead let others have their turn.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::readAvailable, Qt::QueuedConnection);
}

void HttpConnection::drain()
{
    m_stage = Stage::Draining;
    m_deadline = deadlineIn(Limits::closeWithin);
    m_socket->readAll();
    // Closing while input is unread would reset the connection, and the peer might never see the answer.
    if (qobject_cast<QSslSocket *>(m_socket.get()))
        m_socket->disconnectFromHost();
    else
        finishWriting(m_socket->socketDescriptor());
}

void HttpConnection::checkDeadline(qint64 now)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (now < m_deadline && m_stage == Stage::Head && !m_hasBegun)
        m_buffers.rest(*m_socket);
    if (now < m_deadline)
        return;
    switch (m_stage) {
    case Stage::Head:
        if (!m_hasBegun)
            return abort();
        [[fallthrough]];
    case Stage::Body:
        return refuse({.code = ErrorCode::RequestTimeout, .detail = u"the request did not arrive in time"_s});
    case Stage::HandingOn:
    case Stage::Running:
        return refuse({.code = ErrorCode::Unavailable, .detail = u"the answer took too long"_s});
    case Stage::Writing:
    case Stage::Draining:
        return abort();
    case Stage::Gone:
        return;
    }
}

void HttpConnection::stop()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_isStopping = true;
    m_after = AfterResponse::Close;
    if (m_stage == Stage::Head && !m_hasBegun)
        pendingOutput(*m_socket) == 0 ? abort() : m_socket->disconnectFromHost();
}

void HttpConnection::abort()
{
    if (m_stage != Stage::Gone)
        m_socket->abort();
    finish(); // a socket that was not connected any more says nothing
}

void HttpConnection::finish()
{
    if (m_stage == Stage::Gone)
        return;
    m_stage = Stage::Gone;
    m_consumer.reset();
    m_source.reset();
    Q_EMIT finished();
}

std::unique_ptr<QTcpSocket> HttpConnection::takeSocket()
{
    return std::move(m_socket);
}

} // namespace confab
