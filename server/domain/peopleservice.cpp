// SPDX-License-Identifier: Apache-2.0
#include "server/domain/peopleservice.h"

#include "server/domain/cursor.h"
#include "server/domain/shownuser.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<Page<User>> PeopleService::list(Database &database, const Caller &caller, const QString &query,
                                       int limit, const QString &after) const
{
    const auto last = readUsernameCursor(after);
    if (!last)
        return last.error();
    const auto sight = Sight::of(database, caller.account);
    if (!sight)
        return sight.error();
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
        page.items.append(shownUser(row, m_presence, *sight));
    return page;
}

Result<User> PeopleService::find(Database &database, const Caller &caller, const QString &username) const
{
    const auto row = AccountRepository(database).findByName(username);
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::NotFound, {}, u"there is nobody of that name"_s};
    const auto sight = Sight::of(database, caller.account);
    if (!sight)
        return sight.error();
    return shownUser(**row, m_presence, *sight);
}

} // namespace confab
