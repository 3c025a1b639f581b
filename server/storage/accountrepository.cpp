// SPDX-License-Identifier: Apache-2.0
#include "server/storage/accountrepository.h"

#include "server/storage/manyaccounts.h"
#include "server/storage/namepartrepository.h"
#include "shared/core/text.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// What readAccount() reads.
const QString selectAccount = uR"(
        SELECT a.id, a.username, a.display_name, a.status, a.password_hash, a.role, a.disabled,
               a.send_read_receipts, a.share_presence, a.account_change, a.created_at, a.last_seen_at,
               a.avatar, a.deleted_at)"_s;

AccountRow readAccount(const Rows &rows)
{
    return {.id = rows.as<AccountId>(0),
            .username = rows.text(1),
            .displayName = rows.text(2),
            .status = rows.optionalText(3),
            .passwordHash = rows.text(4),
            .role = Role(rows.integer(5)),
            .disabled = rows.boolean(6),
            .sendReadReceipts = rows.boolean(7),
            .sharePresence = rows.boolean(8),
            .change = rows.as<AccountChange>(9),
            .createdAt = rows.time(10),
            .lastSeenAt = rows.optionalTime(11),
            .avatar = rows.optionalText(12),
            .deleted = !rows.isNull(13)};
}

Result<std::optional<AccountRow>> readOne(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(readAccount(*rows)) : std::nullopt;
}

Result<QList<AccountRow>> readAll(Result<Rows> rows, qsizetype atMost)
{
    if (!rows)
        return rows.error();
    QList<AccountRow> accounts;
    accounts.reserve(atMost);
    while (rows->next())
        accounts.append(readAccount(*rows));
    return accounts;
}

Result<AccountRepository::Numbers> readNumbers(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    AccountRepository::Numbers numbers;
    while (rows->next())
        numbers.append({rows->as<AccountId>(0), rows->as<AccountChange>(1)});
    return numbers;
}

/// The line break keeps a search from matching across the two names.
QString searchKeyOf(const AccountRow &row)
{
    return searchKey(row.username) + u'\n' + searchKey(row.displayName);
}

/// `text` anywhere, with what LIKE takes for wildcards taken literally.
QString containing(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

} // namespace

Result<std::optional<AccountRow>> AccountRepository::find(AccountId account)
{
    static const QString sql = selectAccount + uR"(
          FROM account a
         WHERE a.id = :id)"_s;
    return readOne(m_database.run(sql, {{":id", account.value()}}));
}

Result<std::optional<AccountRow>> AccountRepository::findByName(QStringView username)
{
    static const QString sql = selectAccount + uR"(
          FROM account a
         WHERE a.username_key = :key)"_s;
    return readOne(m_database.run(sql, {{":key", usernameKey(username)}}));
}

Result<QList<AccountRow>> AccountRepository::list(const Listing &listing)
{
    const int disabled = listing.include == Include::All ? 1 : 0;
    if (listing.query.isEmpty()) {
        static const QString all = selectAccount + uR"(
          FROM account a
         WHERE a.username_key > :after AND a.disabled <= :disabled
         ORDER BY a.username_key
         LIMIT :limit)"_s;
        return readAll(
            m_database.run(all,
                           {{":after", listing.after}, {":disabled", disabled}, {":limit", listing.limit}}),
            listing.limit);
    }
    static const QString found = selectAccount + uR"(
          FROM name_part p JOIN account a ON a.id = p.account_id
         WHERE p.part = :part AND p.username_key > :after AND a.search_key LIKE :pattern ESCAPE '\'
           AND a.disabled <= :disabled
         ORDER BY p.username_key
         LIMIT :limit)"_s;
    const auto part = NamePartRepository(m_database).rarestOf(listing.query);
    if (!part)
        return part.error();
    return readAll(m_database.run(found,
                                  {{":part", *part},
                                   {":after", listing.after},
                                   {":pattern", containing(listing.query)},
                                   {":disabled", disabled},
                                   {":limit", listing.limit}}),
                   listing.limit);
}

Result<bool> AccountRepository::isEmpty()
{
    auto rows = m_database.run(u"SELECT 1 FROM account LIMIT 1"_s);
    if (!rows)
        return rows.error();
    return !rows->next();
}

Result<AccountId> AccountRepository::insert(const AccountRow &row)
{
    static const QString sql = uR"(
        INSERT INTO account (username, username_key, display_name, search_key, status, password_hash, role,
                             disabled, send_read_receipts, share_presence, created_at)
        VALUES (:username, :username_key, :display_name, :search_key, :status, :password_hash, :role,
                :disabled, :send_read_receipts, :share_presence, :created_at))"_s;
    const auto id = m_database.insert(sql,
                                      {{":username", row.username},
                                       {":username_key", usernameKey(row.username)},
                                       {":display_name", row.displayName},
                                       {":search_key", searchKeyOf(row)},
                                       {":status", row.status},
                                       {":password_hash", row.passwordHash},
                                       {":role", int(row.role)},
                                       {":disabled", int(row.disabled)},
                                       {":send_read_receipts", int(row.sendReadReceipts)},
                                       {":share_presence", int(row.sharePresence)},
                                       {":created_at", toColumn(row.createdAt)}});
    if (!id)
        return id.error();
    const AccountId account(*id);
    const auto named
        = NamePartRepository(m_database).replace(account, usernameKey(row.username), {}, searchKeyOf(row));
    return named ? Result<AccountId>(account) : Result<AccountId>(named.error());
}

Result<void> AccountRepository::updateProfile(const AccountRow &row)
{
    if (auto named = renameParts(row); !named)
        return named;
    static const QString sql = uR"(
        UPDATE account
           SET display_name = :display_name, search_key = :search_key, status = :status,
               send_read_receipts = :send_read_receipts, share_presence = :share_presence
         WHERE id = :id)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":display_name", row.displayName},
                                           {":search_key", searchKeyOf(row)},
                                           {":status", row.status},
                                           {":send_read_receipts", int(row.sendReadReceipts)},
                                           {":share_presence", int(row.sharePresence)},
                                           {":id", row.id.value()}}));
}

Result<void> AccountRepository::renameParts(const AccountRow &row)
{
    QString before;
    {
        static const QString sql = u"SELECT search_key FROM account WHERE id = :id"_s;
        auto rows = m_database.run(sql, {{":id", row.id.value()}});
        if (!rows)
            return rows.error();
        if (!rows->next())
            return {};
        before = rows->text(0);
    }
    return NamePartRepository(m_database)
        .replace(row.id, usernameKey(row.username), before, searchKeyOf(row));
}

Result<bool> AccountRepository::replacePasswordHash(AccountId account, const QString &expected,
                                                    const QString &hash)
{
    static const QString sql = uR"(
        UPDATE account SET password_hash = :hash WHERE id = :id AND password_hash = :expected)"_s;
    const auto changed
        = m_database.change(sql, {{":hash", hash}, {":id", account.value()}, {":expected", expected}});
    if (!changed)
        return changed.error();
    return *changed == 1;
}

Result<void> AccountRepository::setPasswordHash(AccountId account, const QString &hash)
{
    return withoutCount(m_database.change(u"UPDATE account SET password_hash = :hash WHERE id = :id"_s,
                                          {{":hash", hash}, {":id", account.value()}}));
}

Result<QList<AccountRow>> AccountRepository::related(AccountId self, Relation relation, const QString &after,
                                                     int limit)
{
    static const QString sql = selectAccount + uR"(
          FROM relation r JOIN account a ON a.id = r.other_id
         WHERE r.account_id = :self AND r.kind = :kind AND a.username_key > :after
         ORDER BY a.username_key
         LIMIT :limit)"_s;
    return readAll(
        m_database.run(
            sql, {{":self", self.value()}, {":kind", int(relation)}, {":after", after}, {":limit", limit}}),
        limit);
}

Result<void> AccountRepository::lock(QList<AccountId> accounts)
{
    if (!m_database.url().isShared() || accounts.isEmpty())
        return {};
    // In one order everywhere, so that two that lock the same ones do not wait for each other.
    std::sort(accounts.begin(), accounts.end());
    return ManyAccounts(m_database, accounts).lock();
}

Result<AccountChange> AccountRepository::advance(AccountId account, qint64 moved)
{
    static const QString step = uR"(
        UPDATE account SET account_change = account_change + 1, moved = :moved WHERE id = :id)"_s;
    static const QString read = u"SELECT account_change FROM account WHERE id = :id"_s;
    if (const auto done = m_database.change(step, {{":moved", moved}, {":id", account.value()}}); !done)
        return done.error();
    auto rows = m_database.run(read, {{":id", account.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? rows->as<AccountChange>(0) : AccountChange();
}

Result<AccountRepository::Numbers> AccountRepository::advanceOthers(AccountId account, qint64 moved)
{
    static const QString sql = uR"(
        SELECT other.account_id
          FROM member AS mine
          JOIN member AS other ON other.conversation_id = mine.conversation_id
         WHERE mine.account_id = :account AND mine.left_at IS NULL AND other.left_at IS NULL
           AND other.account_id <> :account
         UNION
        SELECT r.account_id FROM relation AS r WHERE r.other_id = :account)"_s;
    QList<AccountId> others;
    {
        auto rows = m_database.run(sql, {{":account", account.value()}});
        if (!rows)
            return rows.error();
        while (rows->next())
            others.append(rows->as<AccountId>(0));
    }
    if (const auto locked = lock(others); !locked)
        return locked.error();
    if (m_database.url().isShared() && !others.isEmpty()) {
        const ManyAccounts all(m_database, others);
        const auto done = all.advance(moved);
        return done ? readNumbers(all.numbers()) : Result<Numbers>(done.error());
    }
    Numbers numbers;
    for (const AccountId other : std::as_const(others)) {
        const auto number = advance(other, moved);
        if (!number)
            return number.error();
        numbers.append({other, *number});
    }
    return numbers;
}

Result<AccountRepository::Numbers> AccountRepository::movedSince(qint64 moved)
{
    static const QString sql = u"SELECT id, account_change FROM account WHERE moved >= :moved"_s;
    return readNumbers(m_database.run(sql, {{":moved", moved}}));
}

Result<void> AccountRepository::setAvatar(AccountId account, const std::optional<QString> &avatar)
{
    return withoutCount(m_database.change(u"UPDATE account SET avatar = :avatar WHERE id = :id"_s,
                                          {{":avatar", avatar}, {":id", account.value()}}));
}

Result<void> AccountRepository::erase(AccountRow &row, Timestamp now)
{
    const auto named
        = NamePartRepository(m_database).replace(row.id, usernameKey(row.username), searchKeyOf(row), {});
    if (!named)
        return named;
    row = {.id = row.id,
           .username = row.username,
           .displayName = u"Deleted account"_s,
           .disabled = true,
           .sendReadReceipts = false,
           .sharePresence = false,
           .change = row.change,
           .createdAt = row.createdAt,
           .deleted = true};
    static const QString sql = uR"(
        UPDATE account
           SET display_name = :display_name, search_key = '', status = NULL, password_hash = '', role = 0,
               disabled = 1, send_read_receipts = 0, share_presence = 0, last_seen_at = NULL, avatar = NULL,
               deleted_at = :now
         WHERE id = :id)"_s;
    return withoutCount(m_database.change(
        sql, {{":display_name", row.displayName}, {":now", toColumn(now)}, {":id", row.id.value()}}));
}

Result<std::optional<AccountRow>> AccountRepository::heir(AccountId account)
{
    static const QString sql = selectAccount + uR"(
          FROM account a
         WHERE a.role > 0 AND a.disabled = 0 AND a.id <> :id
         ORDER BY a.role DESC, a.id
         LIMIT 1)"_s;
    return readOne(m_database.run(sql, {{":id", account.value()}}));
}

Result<QList<AccountId>> AccountRepository::administrators()
{
    auto rows = m_database.run(u"SELECT id FROM account WHERE role > 0 AND disabled = 0"_s);
    if (!rows)
        return rows.error();
    QList<AccountId> found;
    while (rows->next())
        found.append(rows->as<AccountId>(0));
    return found;
}

Result<void> AccountRepository::setDisabled(AccountId account, bool disabled)
{
    return withoutCount(m_database.change(u"UPDATE account SET disabled = :disabled WHERE id = :id"_s,
                                          {{":disabled", int(disabled)}, {":id", account.value()}}));
}

Result<void> AccountRepository::setRole(AccountId account, Role role)
{
    return withoutCount(m_database.change(u"UPDATE account SET role = :role WHERE id = :id"_s,
                                          {{":role", int(role)}, {":id", account.value()}}));
}

Result<void> AccountRepository::setLastSeen(AccountId account, Timestamp time)
{
    return withoutCount(m_database.change(u"UPDATE account SET last_seen_at = :time "
                                          "WHERE id = :id AND deleted_at IS NULL"_s,
                                          {{":time", toColumn(time)}, {":id", account.value()}}));
}

} // namespace confab
