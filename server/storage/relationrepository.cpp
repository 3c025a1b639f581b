// SPDX-License-Identifier: Apache-2.0
#include "server/storage/relationrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<bool> RelationRepository::exists(AccountId self, Relation relation, AccountId other) const
{
    static const QString sql = uR"(
        SELECT 1 FROM relation WHERE account_id = :self AND kind = :kind AND other_id = :other)"_s;
    auto rows
        = m_database.run(sql, {{":self", self.value()}, {":kind", int(relation)}, {":other", other.value()}});
    if (!rows)
        return rows.error();
    return rows->next();
}

Result<void> RelationRepository::insert(AccountId self, Relation relation, AccountId other,
                                        Timestamp since) const
{
    static const QString sql = uR"(
        INSERT INTO relation (account_id, kind, other_id, since)
        VALUES (:self, :kind, :other, :since))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":self", self.value()},
                                           {":kind", int(relation)},
                                           {":other", other.value()},
                                           {":since", toColumn(since)}}));
}

Result<bool> RelationRepository::remove(AccountId self, Relation relation, AccountId other) const
{
    static const QString sql = uR"(
        DELETE FROM relation WHERE account_id = :self AND kind = :kind AND other_id = :other)"_s;
    const auto removed = m_database.change(
        sql, {{":self", self.value()}, {":kind", int(relation)}, {":other", other.value()}});
    if (!removed)
        return removed.error();
    return *removed > 0;
}

Result<int> RelationRepository::count(AccountId self, Relation relation) const
{
    static const QString sql = uR"(
        SELECT count(*) FROM relation WHERE account_id = :self AND kind = :kind)"_s;
    auto rows = m_database.run(sql, {{":self", self.value()}, {":kind", int(relation)}});
    if (!rows)
        return rows.error();
    return rows->next() ? int(rows->integer(0)) : 0;
}

Result<QStringList> RelationRepository::names(AccountId self, Relation relation) const
{
    static const QString sql = uR"(
        SELECT a.username, a.username_key
          FROM relation r JOIN account a ON a.id = r.other_id
         WHERE r.account_id = :self AND r.kind = :kind)"_s;
    auto rows = m_database.run(sql, {{":self", self.value()}, {":kind", int(relation)}});
    if (!rows)
        return rows.error();
    QMap<QString, QString> byKey;
    while (rows->next())
        byKey.insert(rows->text(1), rows->text(0));
    return byKey.values();
}

Result<QList<AccountId>> RelationRepository::othersOf(AccountId self) const
{
    static const QString sql = u"SELECT other_id FROM relation WHERE account_id = :self"_s;
    auto rows = m_database.run(sql, {{":self", self.value()}});
    if (!rows)
        return rows.error();
    QList<AccountId> others;
    while (rows->next())
        others.append(rows->as<AccountId>(0));
    return others;
}

Result<QSet<AccountId>> RelationRepository::blockedWith(AccountId self) const
{
    static const QString sql = uR"(
        SELECT other_id FROM relation WHERE account_id = :self AND kind = 1
         UNION ALL
        SELECT account_id FROM relation WHERE other_id = :self AND kind = 1)"_s;
    auto rows = m_database.run(sql, {{":self", self.value()}});
    if (!rows)
        return rows.error();
    QSet<AccountId> others;
    while (rows->next())
        others.insert(rows->as<AccountId>(0));
    return others;
}

Result<int> RelationRepository::blocksBetween(AccountId first, AccountId second) const
{
    int blocks = 0;
    for (const auto &[self, other] : {std::pair(first, second), std::pair(second, first)}) {
        const auto blocked = exists(self, Relation::Block, other);
        if (!blocked)
            return blocked.error();
        blocks += *blocked ? 1 : 0;
    }
    return blocks;
}

} // namespace confab
