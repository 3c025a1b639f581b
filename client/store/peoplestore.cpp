// SPDX-License-Identifier: Apache-2.0
#include "client/store/peoplestore.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"
#include "shared/core/text.h"

#include <QCoreApplication>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::PeopleStore)
};

QVariant column(const std::optional<QString> &text)
{
    return text ? QVariant(*text) : QVariant();
}

/// As `search_key` is compared with it; never null, which would equal nothing, not even the empty text.
QString keyOf(const QString &query)
{
    const QString key = searchKey(query);
    return key.isNull() ? u""_s : key;
}

User readUser(const QSqlQuery &row)
{
    return {.id = AccountId(row.value(0).toLongLong()),
            .username = row.value(1).toString(),
            .displayName = row.value(2).toString(),
            .status = Columns::optionalText(row.value(3)),
            .avatar = Columns::optionalText(row.value(4)),
            .lastSeenAt = Columns::optionalTime(row.value(5)),
            .deleted = row.value(6).toBool()};
}

} // namespace

Result<bool> PeopleStore::put(const User &user)
{
    User kept = user;
    kept.presence.reset();
    if (kept.deleted)
        kept.displayName = Text::tr("Deleted account");
    const auto known = find(user.username);
    if (known && !kept.deleted && !kept.lastSeenAt)
        kept.lastSeenAt = known->lastSeenAt;
    if (known == kept)
        return false;
    // Between the names stands what no name holds, so that no query matches across both.
    const QString key = searchKey(kept.username) + u'\n' + searchKey(kept.displayName);
    const auto rows = m_database.write(uR"(
        INSERT OR REPLACE INTO person
               (username_key, id, username, display_name, search_key, status, avatar, last_seen_at, deleted)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
                                       {usernameKey(kept.username), kept.id.value(), kept.username,
                                        kept.displayName, key, column(kept.status), column(kept.avatar),
                                        Columns::of(kept.lastSeenAt), int(kept.deleted)});
    return rows ? Result<bool>(true) : Result<bool>(rows.error());
}

std::optional<User> PeopleStore::find(const QString &username) const
{
    std::optional<User> user;
    (void)m_database.read(uR"(
        SELECT id, username, display_name, status, avatar, last_seen_at, deleted
          FROM person WHERE username_key = ?)"_s,
                          {usernameKey(username)}, [&](const QSqlQuery &row) { user = readUser(row); });
    return user;
}

QList<User> PeopleStore::search(const QString &query, int limit) const
{
    QList<User> users;
    (void)m_database.read(uR"(
        SELECT id, username, display_name, status, avatar, last_seen_at, deleted
          FROM person WHERE deleted = 0 AND (? = '' OR instr(search_key, ?) > 0)
         ORDER BY display_name COLLATE NOCASE, username_key LIMIT ?)"_s,
                          {keyOf(query), keyOf(query), limit},
                          [&](const QSqlQuery &row) { users.append(readUser(row)); });
    return users;
}

QList<User> PeopleStore::related(Relation relation, const QString &query) const
{
    QList<User> users;
    (void)m_database.read(uR"(
        SELECT p.id, p.username, p.display_name, p.status, p.avatar, p.last_seen_at, p.deleted
          FROM relation r JOIN person p ON p.username_key = r.username_key
         WHERE r.kind = ? AND p.deleted = 0 AND (? = '' OR instr(p.search_key, ?) > 0)
         ORDER BY p.display_name COLLATE NOCASE, p.username_key)"_s,
                          {int(relation), keyOf(query), keyOf(query)},
                          [&](const QSqlQuery &row) { users.append(readUser(row)); });
    return users;
}

} // namespace confab
