// SPDX-License-Identifier: Apache-2.0
#include "server/net/socketconnection.h"

#include "server/net/mailbox.h"
#include "server/net/sockethub.h"
#include "server/net/socketoutput.h"
#include "server/net/websocketframe.h"
#include "shared/core/limits.h"
#include "shared/protocol/clientframes.h"
#include "shared/protocol/jsonreader.h"

#include <QThread>

#include <algorithm>

namespace confab {

using namespace std::chrono_literals;

namespace {

constexpr qint64 microsecondsAFrame = 1'000'000 / Limits::framesPerSecond;
constexpr qint64 burstMicroseconds = 5 * 1'000'000;
constexpr auto verifyWithin = 30s; // storage may be busy; the client is not to blame

// A QString has at most as many code units as its UTF-8 has bytes, and at least a third as many.
bool isTooLarge(const QString &text)
{
    return text.size() > Limits::frame
        || (text.size() > Limits::frame / 3 && text.toUtf8().size() > Limits::frame);
}

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

SocketConnection::SocketConnection(SocketId id, std::unique_ptr<QWebSocket> webSocket, QTcpSocket &tcp,
                                   Admission::Ticket ticket, NetContext &context, SocketHub &hub)
    : m_context(context)
    , m_hub(hub)
    , m_ticket(std::move(ticket))
    , m_webSocket(std::move(webSocket))
    , m_tcp(&tcp)
    , m_peer{.socket = id}
    , m_deadline(deadlineIn(Limits::authenticateWithin))
{
    tcp.setParent(m_webSocket.get());
    // Qt closes without a handshake; so what is a little too large is refused here, with one.
    m_webSocket->setMaxAllowedIncomingFrameSize(2 * Limits::frame);
    m_webSocket->setMaxAllowedIncomingMessageSize(2 * Limits::frame);
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, &SocketConnection::readText);
    connect(m_webSocket.get(), &QWebSocket::textFrameReceived, this, &SocketConnection::countFrame);
    connect(m_webSocket.get(), &QWebSocket::binaryFrameReceived, this,
            [this] { close(CloseCode::Malformed); });
    connect(m_webSocket.get(), &QWebSocket::aboutToClose, this, &SocketConnection::startClosing);
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, &SocketConnection::finish);
    connect(&tcp, &QTcpSocket::readyRead, this, &SocketConnection::checkOutput);
}

SocketConnection::~SocketConnection()
{
    m_webSocket->disconnect(this);
    if (m_tcp)
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
    send(writeTextFrame(welcome->frame));
    flush();
    if (!isOpen())
        return;
    m_wasOpened = true;
    m_context.gateway.opened(m_peer);
    m_heldLength = 0;
    for (const QString &text : std::exchange(m_held, {})) {
        if (isOpen())
            handle(text);
    }
    if (m_tcp && isOpen())
        m_buffers.release(*m_tcp); // most are silent from now on
}

void SocketConnection::readText(const QString &text)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stage == Stage::Closing || m_stage == Stage::Gone)
        return;
    if (isTooLarge(text))
        return close(CloseCode::TooLarge);
    if (m_stage == Stage::Anonymous)
        readFirst(text);
    else if (m_stage == Stage::Verifying)
        hold(text);
    else
        handle(text);
}

void SocketConnection::readFirst(const QString &text)
{
    const auto json = parseJsonObject(text.toUtf8());
    if (!json)
        return close(CloseCode::Malformed);
    const auto frame = AuthenticateFrame::fromJson(*json);
    if (json->value(QLatin1StringView("type")).toString() != AuthenticateFrame::type || !frame)
        return close(CloseCode::NotLoggedIn);
    const Result<Caller> caller = m_context.gateway.verify(frame->token);
    if (!caller)
        return close(CloseCode::NotLoggedIn);
    start(*caller);
}

void SocketConnection::hold(const QString &text)
{
    m_heldLength += text.size();
    if (m_held.size() >= Limits::unanswered || m_heldLength > Limits::frame)
        return close(CloseCode::TooManyFrames);
    m_held.append(text);
}

void SocketConnection::handle(const QString &text)
{
    const FrameOutcome outcome = m_context.gateway.frame(m_peer, text);
    if (outcome.answerFollows)
        ++m_peer.unanswered;
    if (outcome.reply)
        send(writeTextFrame(*outcome.reply));
    if (outcome.close)
        close(*outcome.close);
}

// A leaky bucket: each frame, fragments too, moves the time at which the burst is forgotten.
void SocketConnection::countFrame()
{
    if (m_context.rateLimits == RateLimits::Off || m_stage == Stage::Closing)
        return;
    const qint64 now = steadyMilliseconds() * 1000;
    m_allowedAt = std::max(m_allowedAt, now) + microsecondsAFrame;
    if (m_allowedAt - now > burstMicroseconds)
        close(CloseCode::TooManyFrames);
}

// Called for whatever the peer sends, pings too, whose answers Qt writes without asking.
void SocketConnection::checkOutput()
{
    m_buffers.use();
    if (m_stage == Stage::Open)
        m_deadline = deadlineIn(Limits::silence);
    if (m_stage != Stage::Gone && m_tcp && pendingOutput(*m_tcp) > Limits::unreadOutput + Limits::frame)
        abort();
}

void SocketConnection::send(const QByteArray &frame)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (!isOpen() || !m_tcp)
        return;
    if (pendingOutput(*m_tcp) + frame.size() > Limits::unreadOutput) {
        m_tcp->flush(); // perhaps it was never tried
        if (!isOpen() || !m_tcp)
            return;
        if (pendingOutput(*m_tcp) + frame.size() > Limits::unreadOutput)
            return close(CloseCode::ReadsTooSlowly);
    }
    m_buffers.use();
    m_tcp->write(frame.constData(), frame.size()); // not as QByteArray: that would be a system call for each
}

void SocketConnection::answered()
{
    m_peer.unanswered = std::max(0, m_peer.unanswered - 1);
}

void SocketConnection::flush()
{
    if (m_tcp && m_stage != Stage::Gone)
        m_tcp->flush();
}

void SocketConnection::close(CloseCode code)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_stage == Stage::Closing || m_stage == Stage::Gone)
        return;
    startClosing();
    const QByteArray frame = writeCloseFrame(code);
    if (m_tcp)
        m_tcp->write(frame.constData(), frame.size());
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
    if (m_tcp && m_stage != Stage::Gone)
        m_tcp->abort();
    finish(); // should QWebSocket not say so
}

void SocketConnection::checkDeadline(qint64 now)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (!m_tcp)
        return finish();
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
