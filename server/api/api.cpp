// SPDX-License-Identifier: Apache-2.0
#include "server/api/api.h"

#include "server/api/eventencoder.h"
#include "server/api/textframe.h"
#include "server/api/uploadhandlers.h"
#include "server/bus/eventbus.h"
#include "server/domain/accesstoken.h"
#include "server/domain/presenceservice.h"
#include "server/domain/sessionguard.h"
#include "server/domain/shownuser.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error notAuthenticated(const QString &detail)
{
    return {ErrorCode::NotAuthenticated, {}, detail};
}

Error busy()
{
    return {ErrorCode::Unavailable, {}, u"the server is busy"_s, std::chrono::seconds(1)};
}

Response toResponse(const Result<Response> &result)
{
    return result ? *result : Response::problem(result.error());
}

/// What a handler answered, unless what it read was cut short.
Response complete(Database &database, const Result<Response> &result)
{
    const auto read = database.takeFailure();
    return toResponse(read ? result : Result<Response>(read.error()));
}

/// Puts the caller as storage knows it into the request of a route that needs one.
Result<void> requireCaller(Database &database, Login login, Request &request)
{
    if (login == Login::None)
        return {};
    auto caller = requireSession(database, request.caller);
    if (!caller)
        return caller.error();
    request.caller = *std::move(caller);
    return {};
}

/// What `handler` answers, in one snapshot with the question who asks.
Result<Response> read(const ReadHandler &handler, Login login, Request &request, Database &database)
{
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    if (const auto allowed = requireCaller(database, login, request); !allowed)
        return allowed.error();
    return handler(request, database);
}

bool isUpload(const Request &request)
{
    return request.target.startsWith("/api/v1/uploads");
}

/// Whether a body that is there is one this server reads.
bool isReadable(const Route &route, const Request &request)
{
    if (std::holds_alternative<StreamHandler>(route.handler))
        return true;
    const QByteArray type = request.contentType.split(';').first().trimmed().toLower();
    return request.body.isEmpty() || type == "application/json";
}

} // namespace

Api::Api(const Parts &parts)
    : m_parts(parts)
{
    m_parts.bus.subscribe([this](const Events &events) {
        if (m_deliver)
            m_deliver(encodeEvents(events));
    });
}

void Api::setDeliver(Deliver deliver)
{
    m_deliver = std::move(deliver);
}

Router::Match Api::match(Request &request) const
{
    const qsizetype question = request.target.indexOf('?');
    const QByteArray path = question < 0 ? request.target : request.target.left(question);
    if (question >= 0)
        request.query = QUrlQuery(QString::fromUtf8(request.target.mid(question + 1)).replace(u'+', u' '));
    if (isUpload(request))
        request.method = uploadMethod(request);
    Router::Match match = m_parts.router.match(request.method, path);
    request.arguments = match.arguments;
    return match;
}

void Api::handle(Request request, Answer answer)
{
    const Router::Match match = this->match(request);
    if (isUpload(request))
        answer = withTusFields(answer);
    if (const auto response = prepare(match, request))
        return answer(*response);
    const Route &route = *match.route;
    std::visit([&](const auto &handler) { run(handler, route.login, std::move(request), answer); },
               route.handler);
}

std::unique_ptr<BodyConsumer> Api::receive(const Request &head, const Answer &answer)
{
    Request request = head;
    const Router::Match match = this->match(request);
    const auto *handler = match.route ? std::get_if<StreamHandler>(&match.route->handler) : nullptr;
    if (!handler)
        return nullptr;
    const Answer asked = isUpload(request) ? withTusFields(answer) : answer;
    if (const auto response = prepare(match, request)) {
        asked(*response);
        return std::make_unique<IgnoredBody>();
    }
    return (*handler)(request, asked);
}

std::optional<Response> Api::prepare(const Router::Match &match, Request &request) const
{
    if (!match.route && match.allowed.isEmpty())
        return Response::problem({ErrorCode::NotFound, {}, u"there is nothing at this path"_s});
    if (request.method == Method::Options && !match.route) {
        Response response = Response::noContent();
        response.headers.append({"Allow", allowHeader(match.allowed)});
        return response;
    }
    if (!match.route) {
        Response response = Response::problem({ErrorCode::MethodNotAllowed, {}, u"see Allow"_s});
        response.headers.append({"Allow", allowHeader(match.allowed)});
        return response;
    }
    if (match.route->login == Login::Required) {
        if (const auto error = checkLogin(request))
            return Response::problem(*error);
    }
    if (match.route->body == Body::Json && !isReadable(*match.route, request))
        return Response::problem(
            {ErrorCode::UnsupportedMediaType, {}, u"the body must be application/json"_s});
    return std::nullopt;
}

std::optional<Error> Api::checkLogin(Request &request) const
{
    // RFC 6750, 2.1; the scheme's name has no case (RFC 9110, 11.1).
    constexpr qsizetype schemeLength = 7;
    if (request.authorization.left(schemeLength).toLower() != "bearer ")
        return notAuthenticated(u"an access token is needed"_s);
    auto caller = verify(QString::fromLatin1(request.authorization.mid(schemeLength).trimmed()));
    if (!caller)
        return caller.error();
    request.caller = *std::move(caller);
    return std::nullopt;
}

void Api::run(const ReadHandler &handler, Login login, Request request, const Answer &answer)
{
    auto job = [&handler, login, request = std::move(request), answer](Database &database) mutable {
        answer(complete(database, read(handler, login, request, database)));
    };
    if (!m_parts.readers.submit(std::move(job)))
        answer(Response::problem(busy()));
}

void Api::run(const BriefHandler &handler, Login login, Request request, const Answer &answer)
{
    auto job = [&handler, login, request = std::move(request),
                answer](Database &database) mutable -> StoragePool::Reply {
        Response response = complete(database, read(handler.read, login, request, database));
        return [answer, response = std::move(response)]() mutable { answer(std::move(response)); };
    };
    if (!m_parts.readers.submitBrief(std::move(job)))
        answer(Response::problem(busy()));
}

void Api::run(const WriteHandler &handler, Login login, Request request, const Answer &answer)
{
    write(handler, login, std::move(request), answer, 0);
}

void Api::run(const ConversationHandler &handler, Login login, Request request, const Answer &answer)
{
    const auto id = ConversationId::fromString(request.arguments.value(0));
    write(handler.write, login, std::move(request), answer, id ? m_parts.writer.laneOf(*id) : 0);
}

void Api::write(const WriteHandler &handler, Login login, Request request, const Answer &answer, size_t lane)
{
    auto response = std::make_shared<Response>();
    m_parts.writer.submit(
        [&handler, login, request = std::move(request),
         response](Transaction &transaction) mutable -> Result<void> {
            if (auto allowed = requireCaller(transaction.database(), login, request); !allowed)
                return allowed;
            auto result = handler(request, transaction);
            if (!result)
                return result.error();
            *response = *std::move(result);
            return {};
        },
        [response, answer](const Result<void> &committed, Events &) {
            answer(committed ? std::move(*response) : Response::problem(committed.error()));
        },
        lane);
}

void Api::run(const PasswordHandler &handler, Login login, Request request, const Answer &answer)
{
    auto job = [&handler, &writer = m_parts.writer, login, request = std::move(request),
                answer](Database &database) mutable {
        const auto allowed = requireCaller(database, login, request);
        answer(complete(database, allowed ? handler(request, database, writer) : allowed.error()));
    };
    if (!m_parts.passwords.submit(std::move(job)))
        answer(Response::problem(busy()));
}

void Api::run(const DirectHandler &handler, Login, const Request &request, const Answer &answer)
{
    answer(toResponse(handler(request)));
}

void Api::run(const StreamHandler &handler, Login, const Request &request, const Answer &answer)
{
    // Whole, from who has no stream: a body of one piece.
    const std::shared_ptr<BodyConsumer> consumer = handler(request, answer);
    if (request.body.isEmpty())
        consumer->finish();
    else
        consumer->take(request.body, [consumer] { consumer->finish(); });
}

void Api::run(const DeferredHandler &handler, Login, const Request &request, const Answer &answer)
{
    handler(request, answer);
}

Result<Caller> Api::verify(const QString &token) const
{
    const auto claims = m_parts.tokens.verify(token);
    if (!claims)
        return claims.error();
    return Caller{.account = claims->account, .session = claims->session};
}

void Api::authenticate(const Caller &verified, Authenticated done)
{
    // First of all, so that the welcome is true: then nothing that another node publishes is missed.
    m_parts.bus.listenFor(verified.account, [this, verified, done = std::move(done)] {
        const bool queued = m_parts.readers.submit(
            [this, verified, done](Database &database) { done(welcome(database, verified)); });
        if (!queued)
            done(busy());
    });
}

Result<Welcome> Api::welcome(Database &database, const Caller &verified) const
{
    auto caller = requireSession(database, verified);
    if (!caller)
        return caller.error();
    const auto account = AccountRepository(database).find(caller->account);
    if (!account)
        return account.error();
    if (!*account)
        return notAuthenticated(u"the account is gone"_s);
    caller->sharesPresence = (*account)->sharePresence;
    const WelcomeFrame frame{.user = shownUser(**account, m_parts.presence),
                             .session = caller->session,
                             .epoch = m_parts.epoch,
                             .server = QStringLiteral(CONFAB_VERSION),
                             .heartbeat = int(Limits::heartbeat.count())};
    return Welcome{.caller = *std::move(caller), .frame = FrameWriter().write(frame)};
}

void Api::opened(const SocketPeer &peer)
{
    m_parts.presence.opened(peer.socket, peer.caller);
}

void Api::closed(const SocketPeer &peer)
{
    m_parts.presence.closed(peer.socket, peer.caller);
}

FrameOutcome Api::frame(const SocketPeer &peer, QByteArrayView text)
{
    return m_parts.frames.handle(peer, text);
}

} // namespace confab
