// SPDX-License-Identifier: Apache-2.0
#include "server/net/socketconnection.h"

#include "server/net/descriptor.h"
#include "server/net/mailbox.h"
#include "server/net/sockethub.h"
#include "server/net/socketoutput.h"
#include "server/net/websocketframe.h"
#include "shared/core/limits.h"
#include "shared/protocol/clientframes.h"

#include <QPointer>
#include <QSslSocket>
#include <QThread>

#include <algorithm>

namespace confab {

using namespace std::chrono_literals;

namespace {

constexpr qint64 microsecondsAFrame = 1'000'000 / Limits::framesPerSecond;
constexpr qint64 burstMicroseconds = 5 * 1'000'000;
constexpr auto verifyWithin = 30s; // storage may be busy; the client is not to blame

// Storage that cannot say is no reason to make people log in again.
CloseCode closeCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Unavailable:
    case ErrorCode::TooManyRequests:
    case ErrorCode::StorageFull:
    case ErrorCode::Internal:
        return CloseCode::Restart;
    default:
        return CloseCode::NotLoggedIn;
    }
}

} // namespace

SocketConnection::SocketConnection(SocketId id, std::unique_ptr<QTcpSocket> tcp, Admission::Ticket ticket,
                                   NetContext &context, SocketHub &hub)
    : m_context(context)
    , m_hub(hub)
    , m_ticket(std::move(ticket))
    , m_tcp(std::move(tcp))
    , m_peer{.socket = id}
    , m_deadline(deadlineIn(Limits::authenticateWithin))
{
    connect(m_tcp.get(), &QTcpSocket::readyRead, this, &SocketConnection::readAvailable);
    connect(m_tcp.get(), &QTcpSocket::disconnected, this, &SocketConnection::finish);
}

SocketConnection::~SocketConnection()
{
    m_tcp->disconnect(this);
}

void SocketConnection::start(const Caller &verified)
{
    Q_ASSERT(QThread::currentThread() == thread());
    Q_ASSERT(m_stage == Stage::Anonymous);
    m_stage = Stage::Verifying;
    m_deadline = deadlineIn(verifyWithin);
    m_peer.caller = verified;
    m_hub.enter(*this); // first: then no end of the session is missed
    auto done = [mailbox = m_hub.mailbox(), self = QPointer(this)](Result<Welcome> welcome) {
        mailbox->post([self, welcome = std::move(welcome)](IoLoop &) {
            if (self)
                self->authenticated(welcome);
        });
    };
    m_context.gateway.authenticate(verified, std::move(done));
}

void SocketConnection::authenticated(const Result<Welcome> &welcome)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stage != Stage::Verifying) // the session ended, or the peer went, meanwhile
        return;
    if (!welcome)
        return close(closeCodeOf(welcome.error()));
    Q_ASSERT(welcome->caller.account == m_peer.caller.account
             && welcome->caller.session == m_peer.caller.session);
    m_peer.caller.username = welcome->caller.username; // the ids stay what the hub knows this by
    m_peer.caller.role = welcome->caller.role;
    m_peer.caller.sharesPresence = welcome->caller.sharesPresence;
    m_stage = Stage::Open;
    m_deadline = deadlineIn(Limits::silence);
    send(welcome->frame);
    m_wasOpened = true;
    m_context.gateway.opened(m_peer);
    m_heldLength = 0;
    for (const QByteArray &text : std::exchange(m_held, {})) {
        if (isOpen())
            handle(text);
    }
    flush();
    if (isOpen())
        m_buffers.release(*m_tcp); // most are silent from now on
}

void SocketConnection::readAvailable()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_buffers.use();
    if (m_stage == Stage::Open)
        m_deadline = deadlineIn(Limits::silence);
    const std::span<char> buffer = m_hub.readBuffer();
    while (m_stage != Stage::Gone && !m_isPaused) {
        const qint64 size = m_tcp->read(buffer.data(), qint64(buffer.size()));
        if (size <= 0)
            break;
        m_reader.feed(buffer.first(size_t(size)));
        readFrames();
    }
    flush();
    if (waitingOutput() > Limits::unreadOutput + Limits::frame) // answers to pings
        abort();
}

void SocketConnection::readFrames()
{
    while (m_stage != Stage::Gone) {
        const FrameReader::Frame frame = m_reader.next();
        if (frame.kind == FrameReader::Kind::NeedMore)
            return;
        countFrame();
        readFrame(frame);
    }
}

void SocketConnection::readFrame(const FrameReader::Frame &frame)
{
    switch (frame.kind) {
    case FrameReader::Kind::NeedMore:
    case FrameReader::Kind::Part:
    case FrameReader::Kind::Pong:
        return;
    case FrameReader::Kind::Text:
        return readText(frame.payload);
    case FrameReader::Kind::Binary:
        return close(CloseCode::Malformed);
    case FrameReader::Kind::Ping:
        if (m_stage != Stage::Closing)
            m_output += writePong(frame.payload);
        return;
    case FrameReader::Kind::Close:
        return answerClose(frame.payload);
    case FrameReader::Kind::Failed:
        return fail();
    }
}

void SocketConnection::readText(QByteArrayView text)
{
    if (m_stage == Stage::Closing)
        return;
    if (m_stage == Stage::Anonymous)
        readFirst(text);
    else if (m_stage == Stage::Verifying)
        hold(text);
    else
        handle(text);
}

void SocketConnection::readFirst(QByteArrayView text)
{
    JsonFields json;
    if (!json.parse(text))
        return close(CloseCode::Malformed);
    const auto type = frameType(json);
    const auto frame = AuthenticateFrame::fromJson(json);
    if (!type || *type != AuthenticateFrame::type || !frame)
        return close(CloseCode::NotLoggedIn);
    const Result<Caller> caller = m_context.gateway.verify(frame->token);
    if (!caller)
        return close(CloseCode::NotLoggedIn);
    start(*caller);
}

void SocketConnection::hold(QByteArrayView text)
{
    m_heldLength += text.size();
    if (m_held.size() >= Limits::unanswered || m_heldLength > Limits::frame)
        return close(CloseCode::TooManyFrames);
    m_held.append(text.toByteArray());
}

void SocketConnection::handle(QByteArrayView text)
{
    const FrameOutcome outcome = m_context.gateway.frame(m_peer, text);
    if (outcome.answerFollows)
        ++m_peer.unanswered;
    m_isPaused = m_isPaused || (outcome.isCrowded && m_peer.unanswered > 0);
    send(outcome.reply);
    if (outcome.close)
        close(*outcome.close);
}

// A leaky bucket: each frame, fragments and pings too, moves the time at which the burst is forgotten.
void SocketConnection::countFrame()
{
    if (m_context.rateLimits == RateLimits::Off || m_stage == Stage::Closing)
        return;
    const qint64 now = steadyMilliseconds() * 1000;
    m_allowedAt = std::max(m_allowedAt, now) + microsecondsAFrame;
    if (m_allowedAt - now > burstMicroseconds)
        close(CloseCode::TooManyFrames);
}

/// The peer closes, or gives our close back.
void SocketConnection::answerClose(QByteArrayView payload)
{
    if (m_stage != Stage::Closing) {
        startClosing();
        m_output += writeCloseAnswer(payload);
    }
    flush();
    m_tcp->disconnectFromHost();
}

/// What comes after a broken frame cannot be read: the peer's close neither (RFC 6455, 7.1.7).
void SocketConnection::fail()
{
    close(m_reader.code());
    if (m_stage == Stage::Gone)
        return;
    // Closing while input is unread would reset the connection, and the peer might never see why.
    if (waitingOutput() > 0 || qobject_cast<QSslSocket *>(m_tcp.get()))
        m_tcp->disconnectFromHost();
    else
        finishWriting(m_tcp->socketDescriptor());
}

qint64 SocketConnection::waitingOutput() const
{
    return m_output.size() + pendingOutput(*m_tcp);
}

void SocketConnection::send(const QByteArray &frame)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (!isOpen() || frame.isEmpty())
        return;
    if (waitingOutput() + frame.size() > Limits::unreadOutput) {
        flush(); // perhaps it was never tried
        if (!isOpen())
            return;
        if (waitingOutput() + frame.size() > Limits::unreadOutput)
            return close(CloseCode::ReadsTooSlowly);
    }
    if (m_output.isEmpty())
        m_output = frame; // shared with its other recipients
    else
        m_output += frame;
}

void SocketConnection::answered()
{
    m_peer.unanswered = std::max(0, m_peer.unanswered - 1);
    if (m_peer.unanswered == 0 && std::exchange(m_isPaused, false))
        QMetaObject::invokeMethod(this, &SocketConnection::readAvailable, Qt::QueuedConnection);
}

void SocketConnection::flush()
{
    if (m_output.isEmpty() || m_stage == Stage::Gone)
        return;
    m_buffers.use();
    m_tcp->write(std::exchange(m_output, {}));
    m_tcp->flush();
}

void SocketConnection::close(CloseCode code)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stage == Stage::Closing || m_stage == Stage::Gone)
        return;
    startClosing();
    m_output += writeCloseFrame(code);
    flush();
}

void SocketConnection::startClosing()
{
    if (m_stage == Stage::Closing || m_stage == Stage::Gone)
        return;
    m_stage = Stage::Closing;
    m_deadline = deadlineIn(Limits::closeWithin);
    m_held.clear();
    leave();
}

void SocketConnection::leave()
{
    m_hub.leave(*this);
    if (std::exchange(m_wasOpened, false))
        m_context.gateway.closed(m_peer);
}

void SocketConnection::abort()
{
    if (m_stage != Stage::Gone)
        m_tcp->abort();
    finish(); // a socket that was not connected any more says nothing
}

void SocketConnection::checkDeadline(qint64 now)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (now < m_deadline)
        return m_buffers.rest(*m_tcp);
    switch (m_stage) {
    case Stage::Anonymous:
        return close(CloseCode::NotLoggedIn);
    case Stage::Verifying:
        return close(CloseCode::Restart);
    case Stage::Open:
    case Stage::Closing:
        return abort();
    case Stage::Gone:
        return;
    }
}

void SocketConnection::finish()
{
    if (m_stage == Stage::Gone)
        return;
    m_stage = Stage::Gone;
    leave();
    m_hub.remove(*this);
}

} // namespace confab
