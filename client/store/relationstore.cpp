// SPDX-License-Identifier: Apache-2.0
#include "client/store/relationstore.h"

#include "client/store/localdatabase.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

bool RelationStore::holds(Relation relation, const QString &username) const
{
    bool found = false;
    (void)m_database.read(u"SELECT 1 FROM relation WHERE kind = ? AND username_key = ?"_s,
                          {int(relation), usernameKey(username)}, [&](const QSqlQuery &) { found = true; });
    return found;
}

QStringList RelationStore::names(Relation relation) const
{
    QStringList names;
    (void)m_database.read(u"SELECT username FROM relation WHERE kind = ?"_s, {int(relation)},
                          [&](const QSqlQuery &row) { names.append(row.value(0).toString()); });
    return names;
}

Result<QSet<QString>> RelationStore::replace(Relation relation, const QStringList &names)
{
    const QStringList before = this->names(relation);
    const QSet<QString> old(before.begin(), before.end());
    const QSet<QString> now(names.begin(), names.end());
    const QSet<QString> gone = old - now;
    const QSet<QString> added = now - old;
    for (const QString &name : gone) {
        const auto rows = m_database.write(u"DELETE FROM relation WHERE kind = ? AND username_key = ?"_s,
                                           {int(relation), usernameKey(name)});
        if (!rows)
            return rows.error();
    }
    for (const QString &name : added) {
        const auto rows = m_database.write(
            u"INSERT OR REPLACE INTO relation (kind, username_key, username) VALUES (?, ?, ?)"_s,
            {int(relation), usernameKey(name), name});
        if (!rows)
            return rows.error();
    }
    return gone + added;
}

Result<void> RelationStore::clear()
{
    const auto rows = m_database.write(u"DELETE FROM relation"_s, {});
    return rows ? Result<void>() : Result<void>(rows.error());
}

} // namespace confab
