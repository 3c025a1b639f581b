// SPDX-License-Identifier: Apache-2.0
#include "server/api/searchhandlers.h"

#include "server/api/queryreader.h"
#include "server/domain/sessionguard.h"
#include "server/storage/storagepool.h"
#include "shared/core/bigrams.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<SearchService::Request> readRequest(const Request &request)
{
    QueryReader query(request.query);
    SearchService::Request search{.text = query.text("q"_L1, Limits::query)};
    const QString conversation = query.text("conversation"_L1, Limits::query);
    search.from = query.text("from"_L1, Limits::usernameMax);
    search.before = query.text("before"_L1, Limits::query);
    search.after = query.text("after"_L1, Limits::query);
    if (query.flag("hasFile"_L1))
        search.holding = SearchService::Holding::Files;
    search.limit = query.limit(Limits::searchPage, Limits::page);
    if (bigramQuery(search.text).isEmpty())
        query.reject("q"_L1, u"needs two characters side by side"_s);
    if (!search.from.isEmpty() && !isUsername(search.from))
        query.reject("from"_L1, u"is no username"_s);
    if (const auto read = query.finish(); !read)
        return read.error();
    if (!conversation.isEmpty()) {
        search.conversation = ConversationId::fromString(conversation);
        if (!search.conversation)
            return Error{ErrorCode::NotFound, u"conversation"_s, u"there is no such conversation"_s};
    }
    return search;
}

Response answer(const SearchService &service, const Request &request, Database &database)
{
    const auto search = readRequest(request);
    if (!search)
        return Response::problem(search.error());
    const auto caller = requireSession(database, request.caller);
    if (!caller)
        return Response::problem(caller.error());
    const auto page = service.search(database, *caller, *search);
    const auto complete = database.takeFailure();
    if (!page || !complete)
        return Response::problem(page ? complete.error() : page.error());
    return Response::json(toJson("messages"_L1, *page));
}

} // namespace

void addSearchRoutes(Router &router, const SearchParts &parts)
{
    router.route(
        "/search"_L1, Method::Get, Login::Required,
        DeferredHandler([parts](const Request &request, const Answer &done) {
            const bool queued = parts.pool.submit([=, &service = parts.service](Database &database) {
                done(answer(service, request, database));
            });
            if (!queued)
                done(Response::problem(
                    {ErrorCode::Unavailable, {}, u"too many are searching"_s, std::chrono::seconds(1)}));
        }));
}

} // namespace confab
