// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// What is done to several rows of `account` at once, on a shared database: each is looked up by its id, and
/// nothing else of the table is read. For AccountRepository alone; lives within one function of it.
class ManyAccounts {
public:
    /// `accounts` are some, and ascend.
    ManyAccounts(Database &database, const QList<AccountId> &accounts);

    [[nodiscard]] Result<void> lock() const;
    /// Each takes its next number; they are locked.
    [[nodiscard]] Result<void> advance(qint64 moved) const;
    /// Id and number of each. Asked for and not told by RETURNING, which MariaDB has for INSERT and DELETE
    /// alone.
    [[nodiscard]] Result<Rows> numbers() const;

private:
    Database &m_database;
    const Value m_given;
};

} // namespace confab
