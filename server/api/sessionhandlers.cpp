// SPDX-License-Identifier: Apache-2.0
#include "server/api/sessionhandlers.h"

#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
#include "shared/core/limits.h"
#include "shared/protocol/accountrequests.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// `{"session":…}`
Response answerSession(const Session &session)
{
    QByteArray body;
    JsonWriter json(body);
    json.beginObject();
    json.field("session"_L1, session);
    json.endObject();
    return Response::json(body);
}

Result<Response> refresh(const SessionService &sessions, const Request &request, Transaction &transaction)
{
    const auto body = bodyAs<RefreshRequest>(request);
    if (!body)
        return body.error();
    const auto session = sessions.refresh(transaction, body->refreshToken, request.peer.toString());
    if (!session)
        return session.error();
    // Not an error of the handler's: what it did, ending the session, stands.
    if (!*session)
        return Response::problem({ErrorCode::NotAuthenticated, {}, u"the session is over"_s});
    return answerSession(**session);
}

Result<Response> list(const SessionService &sessions, const Request &request, Database &database)
{
    QueryReader query(request.query);
    const int limit = query.limit(Limits::usersPage, Limits::page);
    const QString after = query.text("after"_L1, 200);
    if (const auto read = query.finish(); !read)
        return read.error();
    const auto page = sessions.list(database, request.caller, limit, after);
    return page ? Response::json(toJson("sessions"_L1, *page)) : Result<Response>(page.error());
}

Result<Response> end(const SessionService &sessions, const Request &request, Transaction &transaction)
{
    const auto id = idArgument<SessionId>(request, 0, "id");
    if (!id)
        return id.error();
    const auto ended = sessions.end(transaction, request.caller, *id);
    return ended ? Response::noContent() : Result<Response>(ended.error());
}

Result<Response> endCurrent(const SessionService &sessions, const Request &request, Transaction &transaction)
{
    const auto ended = sessions.end(transaction, request.caller, request.caller.session);
    return ended ? Response::noContent() : Result<Response>(ended.error());
}

} // namespace

void addSessionRoutes(Router &router, const SessionService &sessions)
{
    const auto write = [&](auto function) -> WriteHandler {
        return [&sessions, function](const Request &request, Transaction &transaction) {
            return function(sessions, request, transaction);
        };
    };
    router.route("/sessions/refresh"_L1, Method::Post, Login::None, write(&refresh));
    router.route("/sessions"_L1, Method::Get, Login::Required,
                 ReadHandler([&sessions](const Request &request, Database &database) {
                     return list(sessions, request, database);
                 }));
    router.route("/sessions/current"_L1, Method::Delete, Login::Required, write(&endCurrent));
    router.route("/sessions/<id>"_L1, Method::Delete, Login::Required, write(&end));
}

} // namespace confab
