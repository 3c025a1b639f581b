// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// Table `name_part`: which people have which one and two characters in their names, so that whoever is
/// looked for by any part of a name is found without reading everybody. Cheap to make; used on its database's
/// thread.
class NamePartRepository {
public:
    explicit NamePartRepository(Database &database)
        : m_database(database)
    { }

    /// Every one and every two characters that stand side by side in `searchKey`, each once, sorted.
    [[nodiscard]] static QStringList partsOf(QStringView searchKey);

    /// Makes the parts of `after` those of the account, which had those of `before`.
    [[nodiscard]] Result<void> replace(AccountId account, const QString &usernameKey, QStringView before,
                                       QStringView after) const;
    /// The part of `query` that the fewest people have, as far as a short look tells; `query` is not empty.
    [[nodiscard]] Result<QString> rarestOf(QStringView query) const;

private:
    Database &m_database;
};

} // namespace confab
