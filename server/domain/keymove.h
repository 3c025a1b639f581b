// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keyset.h"
#include "server/storage/database.h"

#include <optional>

namespace confab {

/// Takes the keys of an installation to where another engine keeps them, so that nobody has to log in anew: a
/// KeyFile where the database is embedded, the sealed rows of `server_key` where nodes share it. Used on the
/// thread of its databases. Blocks.
class KeyMove {
public:
    /// One side of it.
    struct Place {
        Database &database;
        QString file; ///< where the keys are, if the database is embedded
    };

    /// `secret` seals what is shared; needed only where one side is.
    explicit KeyMove(QByteArray secret)
        : m_secret(std::move(secret))
    { }

    /// Nothing where there are none, or none yet in a schema that is too old.
    [[nodiscard]] Result<std::optional<KeySet>> read(const Place &place) const;
    /// In place of those that are there.
    [[nodiscard]] Result<void> write(const Place &place, const KeySet &keys) const;

private:
    [[nodiscard]] Result<std::optional<KeySet>> readRows(Database &database) const;
    [[nodiscard]] Result<void> writeRows(Database &database, const KeySet &keys) const;

    const QByteArray m_secret;
};

} // namespace confab
