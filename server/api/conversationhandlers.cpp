// SPDX-License-Identifier: Apache-2.0
#include "server/api/conversationhandlers.h"

#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
#include "server/domain/conversationview.h"
#include "server/domain/receiptservice.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The handlers of one path or two each; a value that the routes keep.
struct ConversationHandlers {
    ConversationParts parts;

    Result<Response> list(const Request &request, Database &database) const
    {
        QueryReader query(request.query);
        const int limit = query.limit(Limits::usersPage, Limits::page);
        const QString after = query.text("after"_L1, 200);
        if (const auto read = query.finish(); !read)
            return read.error();
        const auto page = parts.conversations.list(database, request.caller, limit, after);
        return page ? Response::json(toJson("conversations"_L1, *page)) : Result<Response>(page.error());
    }

    Result<Response> create(const Request &request, Transaction &transaction) const
    {
        const auto body = bodyAs<CreateConversationRequest>(request);
        if (!body)
            return body.error();
        if (body->group)
            return createGroup(request, transaction, *body->group);
        const auto opened = parts.conversations.start(transaction, request.caller, body->with, u"with"_s);
        if (!opened)
            return opened.error();
        return answerCreated(transaction, opened->access, opened->created ? 201 : 200);
    }

    Result<Response> createGroup(const Request &request, Transaction &transaction,
                                 const CreateGroupRequest &body) const
    {
        const auto made = parts.groups.create(transaction, request.caller, body);
        if (!made)
            return made.error();
        return answerCreated(transaction, made->access, made->created ? 201 : 200);
    }

    Result<Response> answerCreated(Transaction &transaction, const ConversationAccess &access,
                                   int status) const
    {
        const auto view = viewConversation(transaction.database(), access);
        if (!view)
            return view.error();
        Response response = Response::json(toJson(*view), status);
        response.headers.append(
            {"Location", "/api/v1/conversations/" + QByteArray::number(view->id.value())});
        return response;
    }

    Result<Response> view(const Request &request, Database &database) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto view = parts.conversations.view(database, request.caller, *id);
        return view ? Response::json(toJson(*view)) : Result<Response>(view.error());
    }

    Result<Response> update(const Request &request, Transaction &transaction) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto body = bodyAs<UpdateConversationRequest>(request);
        if (!body)
            return body.error();
        if (body->isOfGroup()) {
            const auto done
                = parts.groups.update(transaction, request.caller, *id, body->title, body->history);
            if (!done)
                return done.error();
        }
        const auto view = parts.conversations.updateOwn(transaction, request.caller, *id, *body);
        return view ? Response::json(toJson(*view)) : Result<Response>(view.error());
    }

    Result<Response> close(const Request &request, Transaction &transaction) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        const auto view = parts.conversations.close(transaction, request.caller, *id);
        return view ? Response::json(toJson(*view)) : Result<Response>(view.error());
    }

    Result<Response> changes(const Request &request, Database &database) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return id.error();
        QueryReader query(request.query);
        const Change since = query.number<Change>("since"_L1).value_or(Change());
        const int limit = query.limit(Limits::changesPage, Limits::changesPage);
        if (const auto read = query.finish(); !read)
            return read.error();
        const auto changes = parts.sync.changes(database, request.caller, *id, since, limit);
        return changes ? Response::json(toJson(*changes)) : Result<Response>(changes.error());
    }

    Result<Response> sync(const Request &request, Database &database) const
    {
        const auto body = bodyAs<SyncRequest>(request);
        if (!body)
            return body.error();
        const auto answer = parts.sync.sync(database, request.caller, *body);
        return answer ? Response::json(toJson(*answer)) : Result<Response>(answer.error());
    }

    void mark(MarkFrame::Kind kind, const Request &request, const Answer &answer) const
    {
        const auto id = idArgument<ConversationId>(request, 0, "conversation");
        if (!id)
            return answer(Response::problem(id.error()));
        const auto body = bodyAs<MarkRequest>(request);
        if (!body)
            return answer(Response::problem(body.error()));
        parts.receipts.mark({.mark = {.kind = kind, .conversation = *id, .seq = body->seq},
                             .caller = request.caller,
                             .done = [answer, id = *id](const Result<Change> &change) {
                                 answer(change ? Response::json(toJson(Marked{id, *change}))
                                               : Response::problem(change.error()));
                             }});
    }
};

} // namespace

void addConversationRoutes(Router &router, const ConversationParts &parts)
{
    const ConversationHandlers handlers{parts};
    const auto read = [&](auto method) -> ReadHandler {
        return
            [=](const Request &request, Database &database) { return (handlers.*method)(request, database); };
    };
    const auto readBriefly = [&](auto method) { return BriefHandler{read(method)}; };
    const auto write = [&](auto method) -> WriteHandler {
        return [=](const Request &request, Transaction &transaction) {
            return (handlers.*method)(request, transaction);
        };
    };
    const auto mark = [&](MarkFrame::Kind kind) -> DeferredHandler {
        return [=](const Request &request, const Answer &answer) { handlers.mark(kind, request, answer); };
    };
    using H = ConversationHandlers;
    router.route("/conversations"_L1, Method::Get, Login::Required, read(&H::list));
    router.route("/conversations"_L1, Method::Post, Login::Required, write(&H::create));
    router.route("/conversations/<id>"_L1, Method::Get, Login::Required, readBriefly(&H::view));
    router.route("/conversations/<id>"_L1, Method::Patch, Login::Required,
                 ConversationHandler{write(&H::update)});
    router.route("/conversations/<id>/close"_L1, Method::Post, Login::Required,
                 ConversationHandler{write(&H::close)});
    router.route("/conversations/<id>/changes"_L1, Method::Get, Login::Required, readBriefly(&H::changes));
    router.route("/conversations/<id>/read"_L1, Method::Put, Login::Required, mark(MarkFrame::Kind::Read));
    router.route("/conversations/<id>/delivered"_L1, Method::Put, Login::Required,
                 mark(MarkFrame::Kind::Delivered));
    router.route("/sync"_L1, Method::Post, Login::Required, read(&H::sync));
}

} // namespace confab
