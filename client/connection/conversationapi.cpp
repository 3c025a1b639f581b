// SPDX-License-Identifier: Apache-2.0
#include "client/connection/conversationapi.h"

#include "client/connection/authorizedclient.h"
#include "shared/core/clock.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;
using Method = RestRequest::Method;

namespace {

QString pathOf(ConversationId conversation, QLatin1StringView rest = {})
{
    return u"/conversations/"_s + conversation.toString() + rest;
}

} // namespace

void ConversationApi::sync(const SyncRequest &request, Answer<SyncAnswer> done)
{
    m_client.ask<SyncAnswer>({.method = Method::Post, .path = u"/sync"_s, .body = toJson(request)},
                             std::move(done));
}

void ConversationApi::changes(ConversationId conversation, Change since, Answer<Changes> done)
{
    const QUrlQuery query{{u"since"_s, QString::number(since.value())},
                          {u"limit"_s, QString::number(Limits::changesPage)}};
    m_client.ask<Changes>({.path = pathOf(conversation, "/changes"_L1), .query = query}, std::move(done));
}

void ConversationApi::messages(ConversationId conversation, const MessageRange &range,
                               Answer<Page<Message>> done)
{
    QUrlQuery query{{u"limit"_s, QString::number(range.limit)}};
    if (range.before != Seq())
        query.addQueryItem(u"before"_s, QString::number(range.before.value()));
    if (range.hasFile)
        query.addQueryItem(u"hasFile"_s, u"true"_s);
    m_client.askPage<Message>("messages"_L1, {.path = pathOf(conversation, "/messages"_L1), .query = query},
                              std::move(done));
}

void ConversationApi::search(const Search &search, const QString &next, Answer<Page<Message>> done)
{
    QUrlQuery query;
    const auto add = [&](const QString &name, const QString &value) {
        // QUrlQuery leaves a '+' and a '%' of the value to be read as something else.
        if (!value.isEmpty())
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"q"_s, search.text);
    add(u"conversation"_s, search.conversation ? search.conversation->toString() : QString());
    add(u"from"_s, search.from);
    add(u"after"_s, search.after ? toRfc3339(*search.after) : QString());
    add(u"hasFile"_s, search.hasFile ? u"true"_s : QString());
    add(u"before"_s, next.isEmpty() && search.before ? toRfc3339(*search.before) : next);
    m_client.askPage<Message>("messages"_L1, {.path = u"/search"_s, .query = query}, std::move(done));
}

void ConversationApi::conversation(ConversationId conversation, Answer<Conversation> done)
{
    m_client.ask<Conversation>({.path = pathOf(conversation)}, std::move(done));
}

void ConversationApi::start(const QString &with, Answer<Conversation> done)
{
    const CreateConversationRequest request{.with = with};
    m_client.ask<Conversation>({.method = Method::Post, .path = u"/conversations"_s, .body = toJson(request)},
                               std::move(done));
}

void ConversationApi::close(ConversationId conversation, Answer<Conversation> done)
{
    m_client.ask<Conversation>(
        {.method = Method::Post, .path = pathOf(conversation, "/close"_L1), .body = "{}"}, std::move(done));
}

void ConversationApi::update(ConversationId conversation, const UpdateConversationRequest &request,
                             Answer<Conversation> done)
{
    m_client.ask<Conversation>(
        {.method = Method::Patch, .path = pathOf(conversation), .body = toJson(request)}, std::move(done));
}

} // namespace confab
