// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/relation.h"

#include <QList>
#include <QSet>

namespace confab {

/// The table `relation`: contact lists and blocks. Belongs to the thread of its Database; holds no state of
/// its own. Who changes one locks the accounts first (AccountRepository::lock).
class RelationRepository {
public:
    explicit RelationRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<bool> exists(AccountId self, Relation relation, AccountId other) const;
    [[nodiscard]] Result<void> insert(AccountId self, Relation relation, AccountId other,
                                      Timestamp since) const;
    /// False when there was none.
    [[nodiscard]] Result<bool> remove(AccountId self, Relation relation, AccountId other) const;
    [[nodiscard]] Result<int> count(AccountId self, Relation relation) const;

    /// The usernames of all of them, in order.
    [[nodiscard]] Result<QStringList> names(AccountId self, Relation relation) const;
    /// Everybody who is a contact of `self` or blocked by it.
    [[nodiscard]] Result<QList<AccountId>> othersOf(AccountId self) const;
    /// Everybody whom `self` blocks, and who blocks it.
    [[nodiscard]] Result<QSet<AccountId>> blockedWith(AccountId self) const;
    /// How many of the two block the other.
    [[nodiscard]] Result<int> blocksBetween(AccountId first, AccountId second) const;

private:
    Database &m_database;
};

} // namespace confab
