// SPDX-License-Identifier: Apache-2.0
#include "client/connection/groupapi.h"

#include "client/connection/authorizedclient.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;
using Method = RestRequest::Method;

namespace {

QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString pathOf(ConversationId group, const QString &rest = {})
{
    return u"/conversations/"_s + group.toString() + rest;
}

QString pathOf(ConversationId group, QLatin1StringView rest, const QString &username)
{
    return pathOf(group, rest + encoded(username));
}

} // namespace

void GroupApi::create(const CreateGroupRequest &request, Answer<Conversation> done)
{
    const CreateConversationRequest body{.kind = ConversationKind::Group, .group = request};
    m_client.ask<Conversation>({.method = Method::Post, .path = u"/conversations"_s, .body = toJson(body)},
                               std::move(done));
}

void GroupApi::update(ConversationId group, const UpdateConversationRequest &request,
                      Answer<Conversation> done)
{
    m_client.ask<Conversation>({.method = Method::Patch, .path = pathOf(group), .body = toJson(request)},
                               std::move(done));
}

void GroupApi::setAvatar(ConversationId group, const QByteArray &picture, const QByteArray &mediaType,
                         Answer<Conversation> done)
{
    m_client.ask<Conversation>(
        {.method = Method::Put, .path = pathOf(group, u"/avatar"_s), .body = picture, .mediaType = mediaType},
        std::move(done));
}

void GroupApi::removeAvatar(ConversationId group, Answer<Conversation> done)
{
    m_client.ask<Conversation>({.method = Method::Delete, .path = pathOf(group, u"/avatar"_s)},
                               std::move(done));
}

void GroupApi::add(ConversationId group, const QString &username, Answer<void> done)
{
    m_client.tell({.method = Method::Post,
                   .path = pathOf(group, u"/members"_s),
                   .body = toJson(AddMemberRequest{.username = username})},
                  std::move(done));
}

void GroupApi::setRole(ConversationId group, const QString &username, MemberRole role, Answer<void> done)
{
    m_client.tell({.method = Method::Patch,
                   .path = pathOf(group, "/members/"_L1, username),
                   .body = toJson(ChangeRoleRequest{.role = role})},
                  std::move(done));
}

void GroupApi::remove(ConversationId group, const QString &username, Answer<void> done)
{
    m_client.tell({.method = Method::Delete, .path = pathOf(group, "/members/"_L1, username)},
                  std::move(done));
}

void GroupApi::seen(ConversationId group, Seq seq, const QString &after, Answer<Page<User>> done)
{
    QUrlQuery query{{u"limit"_s, QString::number(Limits::page)}};
    if (!after.isEmpty())
        query.addQueryItem(u"after"_s, encoded(after));
    m_client.askPage<User>("users"_L1,
                           {.path = pathOf(group, u"/messages/%1/seen"_s.arg(seq.value())), .query = query},
                           std::move(done));
}

} // namespace confab
