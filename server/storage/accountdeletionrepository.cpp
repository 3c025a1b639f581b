// SPDX-License-Identifier: Apache-2.0
#include "server/storage/accountdeletionrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString columns = u"SELECT account_id, messages, conversation_id, seq FROM account_deletion"_s;

Result<std::optional<AccountDeletionRow>> one(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<AccountDeletionRow>();
    return std::optional(AccountDeletionRow{.account = rows->as<AccountId>(0),
                                            .removesMessages = rows->boolean(1),
                                            .conversation = rows->as<ConversationId>(2),
                                            .seq = rows->as<Seq>(3)});
}

} // namespace

Result<std::optional<AccountDeletionRow>> AccountDeletionRepository::first() const
{
    static const QString sql = columns + u" ORDER BY account_id LIMIT 1"_s;
    return one(m_database.run(sql));
}

Result<std::optional<AccountDeletionRow>> AccountDeletionRepository::find(AccountId account, Lock lock) const
{
    static const Lockable select(columns + u" WHERE account_id = :account"_s);
    return one(m_database.run(select.sql(m_database, lock), {{":account", account.value()}}));
}

Result<void> AccountDeletionRepository::insert(const AccountDeletionRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO account_deletion (account_id, messages, conversation_id, seq)
        VALUES (:account, :messages, :conversation, :seq))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":account", row.account.value()},
                                           {":messages", int(row.removesMessages)},
                                           {":conversation", row.conversation.value()},
                                           {":seq", row.seq.value()}}));
}

Result<void> AccountDeletionRepository::update(const AccountDeletionRow &row) const
{
    static const QString sql = uR"(
        UPDATE account_deletion SET conversation_id = :conversation, seq = :seq
         WHERE account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":conversation", row.conversation.value()},
                                           {":seq", row.seq.value()},
                                           {":account", row.account.value()}}));
}

Result<void> AccountDeletionRepository::remove(AccountId account) const
{
    return withoutCount(m_database.change(u"DELETE FROM account_deletion WHERE account_id = :account"_s,
                                          {{":account", account.value()}}));
}

} // namespace confab
