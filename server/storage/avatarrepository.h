// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// One row of `avatar`.
struct AvatarRow {
    QString name; ///< by its content
    int type = 0; ///< a PictureType
    QByteArray data;
};

/// The table `avatar`. Belongs to the thread of its Database; holds no state of its own.
class AvatarRepository {
public:
    explicit AvatarRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<AvatarRow>> find(const QString &name) const;
    /// Once, however many have it; it stays until the transaction ends.
    [[nodiscard]] Result<void> keep(const AvatarRow &row) const;
    /// Removes one that neither an account nor a group has any more.
    [[nodiscard]] Result<void> removeUnused(const QString &name) const;

private:
    /// Nobody else keeps or removes it until the transaction ends; false when there is none.
    [[nodiscard]] Result<bool> lock(const QString &name) const;

    Database &m_database;
};

} // namespace confab
