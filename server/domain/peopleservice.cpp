// SPDX-License-Identifier: Apache-2.0
#include "server/domain/peopleservice.h"

#include "server/domain/cursor.h"
#include "server/domain/shownuser.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The usernameKey() of the page's last user.
Result<QString> readCursor(const QString &after)
{
    if (after.isEmpty())
        return QString();
    const QStringList keys = decodeCursor(after);
    if (keys.size() != 1 || !isUsername(keys.first()) || encodeCursor(keys) != after)
        return Error::invalid(u"after"_s, u"is no cursor"_s);
    return keys.first();
}

} // namespace

Result<Page<User>> PeopleService::list(Database &database, const QString &query, int limit,
                                       const QString &after) const
{
    const auto last = readCursor(after);
    if (!last)
        return last.error();
    // One more than asked for says whether there is another page.
    auto rows
        = AccountRepository(database).list({.query = searchKey(query), .after = *last, .limit = limit + 1});
    if (!rows)
        return rows.error();
    Page<User> page;
    if (rows->size() > limit) {
        rows->resize(limit);
        page.next = encodeCursor({usernameKey(rows->last().username)});
    }
    page.items.reserve(rows->size());
    for (const AccountRow &row : *rows)
        page.items.append(shownUser(row, m_presence));
    return page;
}

Result<User> PeopleService::find(Database &database, const QString &username) const
{
    const auto row = AccountRepository(database).findByName(username);
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::NotFound, {}, u"there is nobody of that name"_s};
    return shownUser(**row, m_presence);
}

} // namespace confab
