// SPDX-License-Identifier: Apache-2.0
#include "tests/server/net/fakegateway.h"

#include "server/api/textframe.h"

#include <QThread>

#include <atomic>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

QByteArray echoOf(const Request &request)
{
    return QByteArray::number(int(request.method)) + ' ' + request.target + ' ' + request.body;
}

} // namespace

namespace {

/// 8 MiB of zeros, or half of them.
class Zeros final : public BodySource {
public:
    explicit Zeros(bool breaks)
        : m_breaks(breaks)
    { }

    qint64 length() const override { return FakeGateway::large; }
    void read(Given given) override
    {
        if (m_breaks && m_left <= FakeGateway::large / 2)
            return given(Error{.code = ErrorCode::Unavailable});
        const qsizetype size = std::min<qsizetype>(m_left, 100'000);
        m_left -= size;
        given(QByteArray(size, '0'));
    }

private:
    const bool m_breaks;
    qsizetype m_left = FakeGateway::large;
};

} // namespace

class FakeGateway::Sink final : public BodyConsumer {
public:
    Sink(FakeGateway &gateway, const Request &request, Answer answer)
        : m_gateway(gateway)
        , m_refuses(request.target.endsWith("refuse"))
        , m_answer(std::move(answer))
    { }
    ~Sink() override { m_gateway.m_sinksLeft += m_answer ? 1 : 0; }

    qint64 limit() const override { return 16 * 1024 * 1024; }
    void take(QByteArray piece, Taken taken) override
    {
        {
            const std::lock_guard lock(m_gateway.m_mutex);
            m_gateway.m_pieces.append(piece.size());
        }
        if (m_refuses)
            return std::exchange(m_answer, {})(Response::problem({.code = ErrorCode::PayloadTooLarge}));
        taken();
    }
    void finish() override { std::exchange(m_answer, {})(Response::noContent()); }

private:
    FakeGateway &m_gateway;
    const bool m_refuses;
    Answer m_answer;
};

FakeGateway::~FakeGateway()
{
    for (const auto &thread : m_threads)
        thread->wait();
}

void FakeGateway::releaseAnswers()
{
    std::vector<Answer> answers;
    {
        const std::lock_guard lock(m_mutex);
        answers.swap(m_heldAnswers);
    }
    for (const Answer &answer : answers)
        answer(Response::json("\"released\""));
}

void FakeGateway::releaseWelcomes()
{
    std::vector<std::pair<Caller, Authenticated>> welcomes;
    {
        const std::lock_guard lock(m_mutex);
        welcomes.swap(m_heldWelcomes);
    }
    for (const auto &[caller, done] : welcomes)
        done(welcomeOf(caller));
}

void FakeGateway::deliver(const QList<Delivery> &deliveries) const
{
    m_deliver(std::make_shared<const QList<Delivery>>(deliveries));
}

QString FakeGateway::tokenOf(AccountId account, SessionId session)
{
    return u"%1.%2"_s.arg(account.toString(), session.toString());
}

QList<Request> FakeGateway::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

size_t FakeGateway::heldAnswers() const
{
    const std::lock_guard lock(m_mutex);
    return m_heldAnswers.size();
}

size_t FakeGateway::heldWelcomes() const
{
    const std::lock_guard lock(m_mutex);
    return m_heldWelcomes.size();
}

QList<SocketPeer> FakeGateway::framesFrom() const
{
    const std::lock_guard lock(m_mutex);
    return m_framesFrom;
}

QList<SocketId> FakeGateway::openedSockets() const
{
    const std::lock_guard lock(m_mutex);
    return m_opened;
}

QList<SocketId> FakeGateway::closedSockets() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

QList<qsizetype> FakeGateway::pieces() const
{
    const std::lock_guard lock(m_mutex);
    return m_pieces;
}

std::unique_ptr<BodyConsumer> FakeGateway::receive(const Request &request, const Answer &answer)
{
    if (!request.target.startsWith("/sink"))
        return nullptr;
    return std::make_unique<Sink>(*this, request, answer);
}

void FakeGateway::handle(Request request, Answer answer)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.append(request);
        if (request.target == "/held") {
            m_heldAnswers.push_back(std::move(answer));
            return;
        }
    }
    if (request.target == "/large")
        answer({.status = 200, .contentType = "text/plain", .body = QByteArray(large, 'x')});
    else if (request.target.startsWith("/echo") || request.target == "*")
        answer(Response::json(echoOf(request)));
    else if (request.target == "/thread")
        answerFromAnotherThread(std::move(answer), Response::json(echoOf(request)));
    else if (request.target == "/source" || request.target == "/broken")
        answer({.contentType = "text/plain", .source = std::make_shared<Zeros>(request.target == "/broken")});
    else if (request.target == "/nothing")
        answer(Response::noContent());
    else
        answer(Response::problem({.code = ErrorCode::NotFound}));
}

void FakeGateway::answerFromAnotherThread(Answer answer, Response response)
{
    auto *thread
        = QThread::create([answer = std::move(answer), response = std::move(response)] { answer(response); });
    thread->start();
    const std::lock_guard lock(m_mutex);
    m_threads.emplace_back(thread);
}

Result<Caller> FakeGateway::verify(const QString &token) const
{
    const QStringList parts = token.split(u'.');
    const auto account = AccountId::fromString(parts.first());
    const auto session = SessionId::fromString(parts.last());
    if (parts.size() != 2 || !account || !session)
        return Error{.code = ErrorCode::NotAuthenticated};
    return Caller{.account = *account, .session = *session, .username = u"ada"_s};
}

Welcome FakeGateway::welcomeOf(const Caller &caller)
{
    return {.caller = caller, .frame = writeTextFrame(R"({"type":"welcome"})")};
}

void FakeGateway::authenticate(const Caller &verified, Authenticated done)
{
    switch (m_authenticate) {
    case Authenticate::AtOnce:
        return done(welcomeOf(verified));
    case Authenticate::Refuse:
        return done(Error{.code = ErrorCode::NotAuthenticated});
    case Authenticate::Unavailable:
        return done(Error{.code = ErrorCode::Unavailable});
    case Authenticate::Held:
        break;
    }
    const std::lock_guard lock(m_mutex);
    m_heldWelcomes.emplace_back(verified, std::move(done));
}

void FakeGateway::opened(const SocketPeer &peer)
{
    const std::lock_guard lock(m_mutex);
    m_opened.append(peer.socket);
}

void FakeGateway::closed(const SocketPeer &peer)
{
    const std::lock_guard lock(m_mutex);
    m_closed.append(peer.socket);
}

FrameOutcome FakeGateway::frame(const SocketPeer &peer, QByteArrayView text)
{
    {
        const std::lock_guard lock(m_mutex);
        m_framesFrom.append(peer);
    }
    if (text == "\"follow\"")
        return {.answerFollows = true};
    if (text == "\"crowded\"")
        return {.answerFollows = true, .isCrowded = true};
    if (text == "\"close\"")
        return {.close = CloseCode::Malformed};
    return {.reply = writeTextFrame(text)};
}

void FakeGateway::setDeliver(Deliver deliver)
{
    m_deliver = std::move(deliver);
}

} // namespace confab::tests
