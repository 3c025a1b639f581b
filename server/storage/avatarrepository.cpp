// SPDX-License-Identifier: Apache-2.0
#include "server/storage/avatarrepository.h"

#include "server/storage/lockable.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<AvatarRow>> AvatarRepository::find(const QString &name) const
{
    auto rows = m_database.run(u"SELECT type, data FROM avatar WHERE name = :name"_s, {{":name", name}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<AvatarRow>();
    return std::optional(AvatarRow{name, int(rows->integer(0)), rows->bytes(1)});
}

Result<bool> AvatarRepository::lock(const QString &name) const
{
    static const Lockable select(u"SELECT type FROM avatar WHERE name = :name"_s);
    auto rows = m_database.run(select.sql(m_database, Lock::Row), {{":name", name}});
    if (!rows)
        return rows.error();
    return rows->next();
}

Result<void> AvatarRepository::keep(const AvatarRow &row) const
{
    const auto exists = lock(row.name);
    if (!exists)
        return exists.error();
    if (*exists)
        return {};
    static const QString sql = u"INSERT INTO avatar (name, type, data) VALUES (:name, :type, :data)"_s;
    return withoutCount(
        m_database.change(sql, {{":name", row.name}, {":type", row.type}, {":data", row.data}}));
}

Result<void> AvatarRepository::removeUnused(const QString &name) const
{
    // The lock first: whoever is about to have it has then said so, or comes after the row is gone.
    if (const auto exists = lock(name); !exists || !*exists)
        return exists ? Result<void>() : Result<void>(exists.error());
    static const QString sql = uR"(
        DELETE FROM avatar
         WHERE name = :name AND NOT EXISTS (SELECT 1 FROM account WHERE avatar = :name)
           AND NOT EXISTS (SELECT 1 FROM conversation WHERE avatar = :name))"_s;
    return withoutCount(m_database.change(sql, {{":name", name}}));
}

} // namespace confab
