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
    const auto page = people.list(database, request.caller, text, limit, after);
    return page ? Response::json(toJson("users"_L1, *page)) : Result<Response>(page.error());
}

Result<Response> one(const PeopleService &people, const Request &request, Database &database)
{
    const auto user = people.find(database, request.caller, request.arguments.at(0));
    return user ? Response::json(toJson(*user)) : Result<Response>(user.error());
}

/// A list of the caller's; a value that the routes keep.
struct RelationHandlers {
    const RelationService &relations;
    Relation relation;
    QLatin1StringView plural;

    Result<Response> list(const Request &request, Database &database) const
    {
        QueryReader query(request.query);
        const int limit = query.limit(Limits::usersPage, Limits::page);
        const QString after = query.text("after"_L1, 200);
        if (const auto read = query.finish(); !read)
            return read.error();
        const auto page = relations.list(database, request.caller, relation, limit, after);
        return page ? Response::json(toJson(plural, *page)) : Result<Response>(page.error());
    }

    Result<Response> add(const Request &request, Transaction &transaction) const
    {
        const auto added = relations.add(transaction, request.caller, relation, request.arguments.at(0));
        return added ? Response::noContent() : Result<Response>(added.error());
    }

    Result<Response> remove(const Request &request, Transaction &transaction) const
    {
        const auto removed = relations.remove(transaction, request.caller, relation, request.arguments.at(0));
        return removed ? Response::noContent() : Result<Response>(removed.error());
    }
};

void addRelationRoutes(Router &router, const RelationHandlers &handlers, QLatin1StringView list,
                       QLatin1StringView one)
{
    const auto write = [&](auto method) -> WriteHandler {
        return [=](const Request &request, Transaction &transaction) {
            return (handlers.*method)(request, transaction);
        };
    };
    router.route(list, Method::Get, Login::Required,
                 ReadHandler([=](const Request &request, Database &database) {
                     return handlers.list(request, database);
                 }));
    router.route(one, Method::Put, Login::Required, write(&RelationHandlers::add));
    router.route(one, Method::Delete, Login::Required, write(&RelationHandlers::remove));
}

} // namespace

void addPeopleRoutes(Router &router, const PeopleService &people, const RelationService &relations)
{
    const auto read = [&](auto function) {
        return BriefHandler{[&people, function](const Request &request, Database &database) {
            return function(people, request, database);
        }};
    };
    router.route("/users"_L1, Method::Get, Login::Required, read(&list));
    router.route("/users/<username>"_L1, Method::Get, Login::Required, read(&one));
    addRelationRoutes(router, {relations, Relation::Contact, "contacts"_L1}, "/contacts"_L1,
                      "/contacts/<username>"_L1);
    addRelationRoutes(router, {relations, Relation::Block, "blocks"_L1}, "/blocks"_L1,
                      "/blocks/<username>"_L1);
}

} // namespace confab
