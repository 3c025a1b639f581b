// SPDX-License-Identifier: Apache-2.0
#include "server/api/messagehandlers.h"

#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
#include "shared/core/emoji.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype usualRow = 400; // bytes of JSON

/// What `read` shows, row by row, and the cursor that it answers.
template <typename Read>
Result<Response> writePage(int limit, Read read)
{
    QByteArray out;
    out.reserve(limit * usualRow);
    JsonWriter json(out);
    json.beginObject();
    json.key("messages"_L1);
    json.beginArray();
    const Result<QString> next = read([&](const MessageRow &message) { message.write(json); });
    if (!next)
        return next.error();
    json.endArray();
    json.key("next"_L1);
    next->isEmpty() ? json.value(nullptr) : json.value(*next);
    json.endObject();
    return Response::json(std::move(out));
}

Result<Response> answerPage(const MessageService &messages, const Request &request, Database &database,
                            int fallback)
{
    const auto id = idArgument<ConversationId>(request, 0, "conversation");
    if (!id)
        return id.error();
    QueryReader query(request.query);
    MessageService::Place place{.before = query.number<Seq>("before"_L1),
                                .after = query.number<Seq>("after"_L1),
                                .around = query.number<Seq>("around"_L1)};
    if (query.flag("hasFile"_L1)) {
        place.holding = MessageService::Holding::Files;
        if (place.after || place.around)
            query.reject("hasFile"_L1, u"cannot stand beside after and around"_s);
    }
    const int limit = query.limit(fallback, Limits::page);
    if (place.before.has_value() + place.after.has_value() + place.around.has_value() > 1)
        query.reject("after"_L1, u"cannot stand beside another of before, after and around"_s);
    if (const auto read = query.finish(); !read)
        return read.error();
    return writePage(limit, [&](const MessageHistory::Visitor &visitor) {
        return messages.page(database, request.caller, *id, place, limit, visitor);
    });
}

Result<Response> answerOne(const MessageService &messages, const Request &request, Database &database,
                           const std::optional<MessageId> &id)
{
    if (!id)
        return Error{ErrorCode::NotFound, u"message"_s, u"there is no such message"_s};
    const auto message = messages.one(database, request.caller, *id);
    return message ? Response::json(toJson(*message)) : Result<Response>(message.error());
}

Response toResponse(const Result<Posted> &posted)
{
    return posted ? Response::json(toJson(posted->message), posted->repeated ? 200 : 201)
                  : Response::problem(posted.error());
}

void post(MessageWriter &writer, const Request &request, const Answer &answer)
{
    const auto id = idArgument<ConversationId>(request, 0, "conversation");
    if (!id)
        return answer(Response::problem(id.error()));
    const auto body = bodyAs<PostMessageRequest>(request);
    if (!body)
        return answer(Response::problem(body.error()));
    writer.post({.caller = request.caller,
                 .conversation = *id,
                 .clientId = body->clientId,
                 .body = body->body,
                 .replyTo = body->replyTo,
                 .attachments = body->attachments},
                [answer](const Result<Posted> &posted) { answer(toResponse(posted)); });
}

/// Has `what` become of the message in the path.
void amend(AmendmentService &amendments, const Request &request, const Answer &answer,
           decltype(Amendment::what) what)
{
    const auto id = MessageId::fromString(request.arguments.at(0) + u'.' + request.arguments.at(1));
    if (!id)
        return answer(Response::problem({ErrorCode::NotFound, u"message"_s, u"there is no such message"_s}));
    amendments.amend(
        {.caller = request.caller, .conversation = id->conversation, .seq = id->seq, .what = std::move(what)},
        [answer](const Result<Message> &message) {
            answer(message ? Response::json(toJson(*message)) : Response::problem(message.error()));
        });
}

void edit(AmendmentService &amendments, const Request &request, const Answer &answer)
{
    const auto body = bodyAs<EditMessageRequest>(request);
    if (!body)
        return answer(Response::problem(body.error()));
    amend(amendments, request, answer, Amendment::Edit{body->body});
}

DeferredHandler react(AmendmentService &amendments, bool on)
{
    return [&amendments, on](const Request &request, const Answer &answer) {
        const QString &emoji = request.arguments.at(2);
        if (!isEmoji(emoji))
            return answer(Response::problem(Error::invalid(u"emoji"_s, u"is not one emoji"_s)));
        amend(amendments, request, answer, Amendment::React{.emoji = emoji, .on = on});
    };
}

void addAmendmentRoutes(Router &router, AmendmentService &amendments)
{
    constexpr auto message = "/conversations/<id>/messages/<seq>"_L1;
    constexpr auto reaction = "/conversations/<id>/messages/<seq>/reactions/<emoji>"_L1;
    router.route(message, Method::Patch, Login::Required,
                 DeferredHandler([&amendments](const Request &request, const Answer &answer) {
                     edit(amendments, request, answer);
                 }));
    router.route(message, Method::Delete, Login::Required,
                 DeferredHandler([&amendments](const Request &request, const Answer &answer) {
                     amend(amendments, request, answer, Amendment::Remove());
                 }));
    router.route(reaction, Method::Put, Login::Required, react(amendments, true));
    router.route(reaction, Method::Delete, Login::Required, react(amendments, false));
}

} // namespace

void addMessageRoutes(Router &router, const MessageRouteParts &parts, int messagesToLoad)
{
    const MessageService &messages = parts.messages;
    MessageWriter &writer = parts.writer;
    addAmendmentRoutes(router, parts.amendments);
    router.route("/conversations/<id>/messages"_L1, Method::Get, Login::Required,
                 BriefHandler{[&messages, messagesToLoad](const Request &request, Database &database) {
                     return answerPage(messages, request, database, messagesToLoad);
                 }});
    router.route("/conversations/<id>/messages"_L1, Method::Post, Login::Required,
                 DeferredHandler([&writer](const Request &request, const Answer &answer) {
                     post(writer, request, answer);
                 }));
    router.route("/conversations/<id>/messages/<seq>"_L1, Method::Get, Login::Required,
                 BriefHandler{[&messages](const Request &request, Database &database) {
                     const QString id = request.arguments.at(0) + u'.' + request.arguments.at(1);
                     return answerOne(messages, request, database, MessageId::fromString(id));
                 }});
    router.route("/messages/<id>"_L1, Method::Get, Login::Required,
                 BriefHandler{[&messages](const Request &request, Database &database) {
                     return answerOne(messages, request, database,
                                      MessageId::fromString(request.arguments.at(0)));
                 }});
}

} // namespace confab
