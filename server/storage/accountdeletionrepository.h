// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/lockable.h"
#include "shared/core/number.h"

namespace confab {

/// How far the removal of a deleted account has come.
struct AccountDeletionRow {
    AccountId account;
    bool removesMessages = false;
    ConversationId conversation = {}; ///< the messages of those with a lower id are done
    Seq seq = {}; ///< and of this one up to here

    bool operator==(const AccountDeletionRow &) const = default;
};

/// The table `account_deletion`: deleted accounts of which something is still to be removed. Cheap to make;
/// used on its database's thread.
class AccountDeletionRepository {
public:
    explicit AccountDeletionRepository(Database &database)
        : m_database(database)
    { }

    /// The oldest account's.
    [[nodiscard]] Result<std::optional<AccountDeletionRow>> first() const;
    [[nodiscard]] Result<std::optional<AccountDeletionRow>> find(AccountId account,
                                                                 Lock lock = Lock::None) const;
    [[nodiscard]] Result<void> insert(const AccountDeletionRow &row) const;
    /// Stores how far it has come.
    [[nodiscard]] Result<void> update(const AccountDeletionRow &row) const;
    [[nodiscard]] Result<void> remove(AccountId account) const;

private:
    Database &m_database;
};

} // namespace confab
