// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <QList>

namespace confab {

/// The table `recovery_code`: hashes of the codes that reset a password, each once. Belongs to the thread of
/// its Database; holds no state of its own.
class RecoveryCodeRepository {
public:
    explicit RecoveryCodeRepository(Database &database)
        : m_database(database)
    { }

    /// The account of that name if the code is one of its unused ones. One statement, so that it takes the
    /// same time for a name that nobody has.
    [[nodiscard]] Result<std::optional<AccountId>> holder(QStringView username, const QByteArray &codeHash);
    /// Uses the code up; false when it is none, or was used.
    [[nodiscard]] Result<bool> use(AccountId account, const QByteArray &codeHash, Timestamp now);
    /// These from now on, and none of those before.
    [[nodiscard]] Result<void> replace(AccountId account, const QList<QByteArray> &codeHashes);

private:
    Database &m_database;
};

} // namespace confab
