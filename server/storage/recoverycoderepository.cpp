// SPDX-License-Identifier: Apache-2.0
#include "server/storage/recoverycoderepository.h"

#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<AccountId>> RecoveryCodeRepository::holder(QStringView username,
                                                                const QByteArray &codeHash)
{
    static const QString sql = uR"(
        SELECT account.id
          FROM account
          JOIN recovery_code ON recovery_code.account_id = account.id
         WHERE account.username_key = :key AND recovery_code.code_hash = :hash
           AND recovery_code.used_at IS NULL)"_s;
    auto rows = m_database.run(sql, {{":key", usernameKey(username)}, {":hash", codeHash}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->as<AccountId>(0)) : std::nullopt;
}

Result<bool> RecoveryCodeRepository::use(AccountId account, const QByteArray &codeHash, Timestamp now)
{
    static const QString sql = uR"(
        UPDATE recovery_code
           SET used_at = :now
         WHERE account_id = :account AND code_hash = :hash AND used_at IS NULL)"_s;
    const auto used = m_database.change(
        sql, {{":now", toColumn(now)}, {":account", account.value()}, {":hash", codeHash}});
    if (!used)
        return used.error();
    return *used == 1;
}

Result<void> RecoveryCodeRepository::replace(AccountId account, const QList<QByteArray> &codeHashes)
{
    if (const auto removed = m_database.change(u"DELETE FROM recovery_code WHERE account_id = :account"_s,
                                               {{":account", account.value()}});
        !removed) {
        return removed.error();
    }
    for (const QByteArray &hash : codeHashes) {
        const auto added = m_database.change(
            u"INSERT INTO recovery_code (account_id, code_hash) VALUES (:account, :hash)"_s,
            {{":account", account.value()}, {":hash", hash}});
        if (!added)
            return added.error();
    }
    return {};
}

} // namespace confab
