// SPDX-License-Identifier: Apache-2.0
#include "server/api/invitehandlers.h"

#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<Response> list(const InviteService &invites, const Request &request, Database &database)
{
    QueryReader query(request.query);
    const int limit = query.limit(Limits::usersPage, Limits::page);
    const QString after = query.text("after"_L1, 200);
    if (const auto read = query.finish(); !read)
        return read.error();
    const auto page = invites.list(database, request.caller, limit, after);
    return page ? Response::json(toJson("invites"_L1, *page)) : Result<Response>(page.error());
}

Result<Response> make(const InviteService &invites, const Request &request, Transaction &transaction)
{
    const auto body = bodyAs<InviteRequest>(request);
    if (!body)
        return body.error();
    const auto invite = invites.make(transaction, request.caller, *body);
    return invite ? Response::json(toJson(*invite), 201) : Result<Response>(invite.error());
}

Result<Response> revoke(const InviteService &invites, const Request &request, Transaction &transaction)
{
    const auto revoked = invites.revoke(transaction, request.caller, request.arguments.at(0));
    return revoked ? Response::noContent() : Result<Response>(revoked.error());
}

} // namespace

void addInviteRoutes(Router &router, const InviteService &invites)
{
    const auto write = [&](auto function) -> WriteHandler {
        return [&invites, function](const Request &request, Transaction &transaction) {
            return function(invites, request, transaction);
        };
    };
    router.route("/invites"_L1, Method::Get, Login::Required,
                 BriefHandler{[&invites](const Request &request, Database &database) {
                     return list(invites, request, database);
                 }});
    router.route("/invites"_L1, Method::Post, Login::Required, write(&make));
    router.route("/invites/<code>"_L1, Method::Delete, Login::Required, write(&revoke));
}

} // namespace confab
