// SPDX-License-Identifier: Apache-2.0
#include "server/api/peoplehandlers.h"

#include "server/api/queryreader.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<Response> list(const PeopleService &people, const Request &request, Database &database)
{
    QueryReader query(request.query);
    const QString text = query.text("query"_L1, Limits::query);
    const int limit = query.limit(Limits::usersPage, Limits::page);
    const QString after = query.text("after"_L1, 200);
    if (const auto read = query.finish(); !read)
        return read.error();
    const auto page = people.list(database, text, limit, after);
    return page ? Response::json(toJson("users"_L1, *page)) : Result<Response>(page.error());
}

Result<Response> one(const PeopleService &people, const Request &request, Database &database)
{
    const auto user = people.find(database, request.arguments.at(0));
    return user ? Response::json(toJson(*user)) : Result<Response>(user.error());
}

} // namespace

void addPeopleRoutes(Router &router, const PeopleService &people)
{
    const auto read = [&](auto function) {
        return BriefHandler{[&people, function](const Request &request, Database &database) {
            return function(people, request, database);
        }};
    };
    router.route("/users"_L1, Method::Get, Login::Required, read(&list));
    router.route("/users/<username>"_L1, Method::Get, Login::Required, read(&one));
}

} // namespace confab
