// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/request.h"
#include "server/api/response.h"
#include "server/storage/transaction.h"

#include <variant>

namespace confab {

class Writer;

/// Reads from storage, on a storage thread.
using ReadHandler = std::function<Result<Response>(const Request &, Database &)>;
/// The same for one that reads no more than a page, however much there is: those that come together share a
/// thread (StoragePool).
struct BriefHandler {
    ReadHandler read;
};
/// Runs within a transaction on the writer's thread: quick, and nothing but storage.
using WriteHandler = std::function<Result<Response>(const Request &, Transaction &)>;
/// The same about the conversation that the path names first: written in that one's lane.
struct ConversationHandler {
    WriteHandler write;
};
/// Takes its time (hashes a password), on a thread of the password pool; writes through the Writer.
using PasswordHandler = std::function<Result<Response>(const Request &, Database &, Writer &)>;
/// Needs no storage: answered on the I/O thread.
using DirectHandler = std::function<Result<Response>(const Request &)>;
/// Called on the I/O thread, returns at once and answers exactly once, later, on any thread. Nobody has asked
/// storage whether the session still stands: who is called by it does.
using Answer = std::function<void(Response)>;
using DeferredHandler = std::function<void(const Request &, const Answer &)>;
/// Called on the I/O thread with a request that is without its body, of which it takes the pieces; for POST
/// and PATCH. Nobody has asked storage whether the session still stands.
using StreamHandler = std::function<std::unique_ptr<BodyConsumer>(const Request &, const Answer &)>;
using Handler = std::variant<ReadHandler, BriefHandler, WriteHandler, ConversationHandler, PasswordHandler,
                             DirectHandler, DeferredHandler, StreamHandler>;

enum class Login { Required, None };
/// What a route takes: JSON alone, or bytes of whatever type they say they are.
enum class Body { Json, Raw };

/// A path with `<name>` for each argument, below `/api/v1`, as QHttpServer declares them:
/// "/users/<username>".
struct Route {
    QLatin1StringView pattern;
    Method method;
    Login login;
    Handler handler;
    Body body = Body::Json;
    QStringList segments = {};
};

/// The table of routes: which handler answers which method and path. Filled at start, then only read;
/// thread-safe.
class Router {
public:
    static constexpr QLatin1StringView prefix{"/api/v1"};

    void route(QLatin1StringView pattern, Method method, Login login, Handler handler,
               Body body = Body::Json);
    [[nodiscard]] const QList<Route> &routes() const { return m_routes; }

    struct Match {
        const Route *route
            = nullptr; ///< null: `path` exists for the methods of `allowed` only, or not at all
        QStringList arguments = {};
        QList<Method> allowed = {};
    };
    /// `path` without the query, percent-encoded. A HEAD finds the route of GET.
    [[nodiscard]] Match match(Method method, QByteArrayView path) const;

private:
    QList<Route> m_routes;
};

[[nodiscard]] QByteArray toName(Method method);
/// The value for an Allow header field.
[[nodiscard]] QByteArray allowHeader(const QList<Method> &allowed);

} // namespace confab
