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

} // namespace confab
