// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// The table `setting`: what a database knows of itself. Belongs to the thread of its Database; holds no
/// state of its own.
class SettingRepository {
public:
    explicit SettingRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<QString>> value(const QString &name);
    [[nodiscard]] Result<void> setValue(const QString &name, const QString &value);

    /// The id of this database's history; made when there is none yet (needs a writer's connection then).
    [[nodiscard]] Result<QString> epoch();
    /// Makes the others who call this wait until the end of this one's transaction.
    [[nodiscard]] Result<void> lock();
    /// Begins a new history: what clients know of the one before counts no more.
    [[nodiscard]] Result<QString> renewEpoch();

private:
    Database &m_database;
};

} // namespace confab
