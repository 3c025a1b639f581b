// SPDX-License-Identifier: Apache-2.0
#include "server/api/grouphandlers.h"

#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The handlers of one path or two each; a value that the routes keep.
struct GroupHandlers {
    const GroupService &groups;
    const GroupMembers &members;
    const SeenService &seenBy;

    Result<Response> list(const Request &request, Database &database) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        QueryReader query(request.query);
        const int limit = query.limit(Limits::membersPage, Limits::page);
        const QString after = query.text("after"_L1, 200);
        if (const auto read = query.finish(); !read)
            return read.error();
        const auto page = members.list(database, request.caller, *id, limit, after);
        return page ? Response::json(toJson("members"_L1, *page)) : Result<Response>(page.error());
    }

    Result<Response> seen(const Request &request, Database &database) const
    {
        const auto id = MessageId::fromString(request.arguments.at(0) + u'.' + request.arguments.at(1));
        if (!id)
            return Error{ErrorCode::NotFound, u"message"_s, u"there is no such message"_s};
        QueryReader query(request.query);
        const int limit = query.limit(Limits::membersPage, Limits::page);
        const QString after = query.text("after"_L1, 200);
        if (const auto read = query.finish(); !read)
            return read.error();
        const auto page = seenBy.list(database, request.caller, id->conversation, id->seq, limit, after);
        return page ? Response::json(toJson("users"_L1, *page)) : Result<Response>(page.error());
    }

    Result<Response> add(const Request &request, Transaction &transaction) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto body = bodyAs<AddMemberRequest>(request);
        if (!body)
            return body.error();
        const auto added = members.add(transaction, request.caller, *id, body->username);
        return added ? Response::json(toJson(added->member), added->added ? 201 : 200)
                     : Result<Response>(added.error());
    }

    Result<Response> changeRole(const Request &request, Transaction &transaction) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto body = bodyAs<ChangeRoleRequest>(request);
        if (!body)
            return body.error();
        const auto member
            = members.changeRole(transaction, request.caller, *id, request.arguments.at(1), body->role);
        return member ? Response::json(toJson(*member)) : Result<Response>(member.error());
    }

    Result<Response> remove(const Request &request, Transaction &transaction) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto removed = members.remove(transaction, request.caller, *id, request.arguments.at(1));
        return removed ? Response::noContent() : Result<Response>(removed.error());
    }

    Result<Response> setAvatar(const Request &request, Database &, Writer &writer) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto view = groups.setAvatar(writer, request.caller, *id, request.body);
        return view ? Response::json(toJson(*view)) : Result<Response>(view.error());
    }

    Result<Response> removeAvatar(const Request &request, Transaction &transaction) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto view = groups.changeAvatar(transaction, request.caller, *id, std::nullopt);
        return view ? Response::json(toJson(*view)) : Result<Response>(view.error());
    }
};

} // namespace

void addGroupRoutes(Router &router, const GroupService &groups, const GroupMembers &members,
                    const SeenService &seen)
{
    const GroupHandlers handlers{groups, members, seen};
    const auto write = [&](auto method) {
        return ConversationHandler{[=](const Request &request, Transaction &transaction) {
            return (handlers.*method)(request, transaction);
        }};
    };
    using H = GroupHandlers;
    constexpr auto all = "/conversations/<id>/members"_L1;
    constexpr auto one = "/conversations/<id>/members/<username>"_L1;
    constexpr auto avatar = "/conversations/<id>/avatar"_L1;
    router.route(all, Method::Get, Login::Required,
                 ReadHandler([=](const Request &request, Database &database) {
                     return handlers.list(request, database);
                 }));
    router.route("/conversations/<id>/messages/<seq>/seen"_L1, Method::Get, Login::Required,
                 ReadHandler([=](const Request &request, Database &database) {
                     return handlers.seen(request, database);
                 }));
    router.route(all, Method::Post, Login::Required, write(&H::add));
    router.route(one, Method::Patch, Login::Required, write(&H::changeRole));
    router.route(one, Method::Delete, Login::Required, write(&H::remove));
    router.route(avatar, Method::Put, Login::Required,
                 PasswordHandler([=](const Request &request, Database &database, Writer &writer) {
                     return handlers.setAvatar(request, database, writer);
                 }),
                 Body::Raw);
    router.route(avatar, Method::Delete, Login::Required, write(&H::removeAvatar));
}

} // namespace confab
