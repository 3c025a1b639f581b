// SPDX-License-Identifier: Apache-2.0
#include "client/connection/peopleapi.h"

#include "client/connection/authorizedclient.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

// QUrlQuery leaves a '+' and a '%' of the value to be read as something else.
QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString pathOf(Relation relation, const QString &username)
{
    return (relation == Relation::Contact ? u"/contacts/"_s : u"/blocks/"_s) + encoded(username);
}

} // namespace

void PeopleApi::find(const QString &query, const QString &after, Answer<Page<User>> done)
{
    QUrlQuery arguments;
    if (!query.isEmpty())
        arguments.addQueryItem(u"query"_s, encoded(query));
    if (!after.isEmpty())
        arguments.addQueryItem(u"after"_s, encoded(after));
    m_client.askPage<User>("users"_L1, {.path = u"/users"_s, .query = arguments}, std::move(done));
}

void PeopleApi::user(const QString &username, Answer<User> done)
{
    m_client.ask<User>({.path = u"/users/"_s + encoded(username)}, std::move(done));
}

void PeopleApi::avatar(const QString &name, Answer<QByteArray> done)
{
    m_client.fetch({.path = u"/avatars/"_s + encoded(name)}, std::move(done));
}

void PeopleApi::add(Relation relation, const QString &username, Answer<void> done)
{
    m_client.tell({.method = RestRequest::Method::Put, .path = pathOf(relation, username)}, std::move(done));
}

void PeopleApi::remove(Relation relation, const QString &username, Answer<void> done)
{
    m_client.tell({.method = RestRequest::Method::Delete, .path = pathOf(relation, username)},
                  std::move(done));
}

} // namespace confab
