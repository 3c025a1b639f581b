// SPDX-License-Identifier: Apache-2.0
#include "server/storage/inviterepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString valid
    = u"(expires_at IS NULL OR expires_at > :now) AND (max_uses IS NULL OR uses < max_uses)"_s;

} // namespace

Result<bool> InviteRepository::isValid(const QString &code, Timestamp now) const
{
    static const QString sql = u"SELECT 1 FROM invite WHERE code = :code AND "_s + valid;
    auto rows = m_database.run(sql, {{":code", code}, {":now", toColumn(now)}});
    if (!rows)
        return rows.error();
    return rows->next();
}

Result<int> InviteRepository::count(Timestamp now) const
{
    static const QString sql = u"SELECT count(*) FROM invite WHERE "_s + valid;
    auto rows = m_database.run(sql, {{":now", toColumn(now)}});
    if (!rows)
        return rows.error();
    return rows->next() ? int(rows->integer(0)) : 0;
}

Result<QList<InviteRow>> InviteRepository::list(Timestamp now, const std::optional<InviteRow> &after,
                                                int limit) const
{
    static const QString sql = uR"(
        SELECT code, created_by, created_at, expires_at, max_uses - uses
          FROM invite
         WHERE (created_at < :at OR (created_at = :at AND code > :code)) AND )"_s
        + valid + u" ORDER BY created_at DESC, code LIMIT :limit"_s;
    const InviteRow last = after.value_or(InviteRow{.invite = {.code = {}}, .createdAt = Timestamp::max()});
    auto rows = m_database.run(sql,
                               {{":at", toColumn(last.createdAt)},
                                {":code", last.invite.code},
                                {":now", toColumn(now)},
                                {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<InviteRow> found;
    while (rows->next()) {
        InviteRow row{.invite = {.code = rows->text(0), .expiresAt = rows->optionalTime(3)},
                      .createdBy = rows->as<AccountId>(1),
                      .createdAt = rows->time(2)};
        if (!rows->isNull(4))
            row.invite.usesLeft = int(rows->integer(4));
        found.append(row);
    }
    return found;
}

Result<void> InviteRepository::insert(const InviteRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO invite (code, created_by, created_at, expires_at, max_uses, uses)
        VALUES (:code, :by, :at, :expires, :uses, 0))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":code", row.invite.code},
                                           {":by", row.createdBy.value()},
                                           {":at", toColumn(row.createdAt)},
                                           {":expires", toColumn(row.invite.expiresAt)},
                                           {":uses", row.invite.usesLeft}}));
}

Result<bool> InviteRepository::use(const QString &code, Timestamp now) const
{
    static const QString sql = u"UPDATE invite SET uses = uses + 1 WHERE code = :code AND "_s + valid;
    const auto used = m_database.change(sql, {{":code", code}, {":now", toColumn(now)}});
    return used ? Result<bool>(*used == 1) : Result<bool>(used.error());
}

Result<bool> InviteRepository::remove(const QString &code, Timestamp now) const
{
    static const QString sql = u"DELETE FROM invite WHERE code = :code AND "_s + valid;
    const auto removed = m_database.change(sql, {{":code", code}, {":now", toColumn(now)}});
    return removed ? Result<bool>(*removed == 1) : Result<bool>(removed.error());
}

Result<void> InviteRepository::removeOver(Timestamp now) const
{
    static const QString sql = u"DELETE FROM invite WHERE NOT ("_s + valid + u")"_s;
    return withoutCount(m_database.change(sql, {{":now", toColumn(now)}}));
}

} // namespace confab
