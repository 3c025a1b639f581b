// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/datadirectory.h"
#include "server/app/settings.h"
#include "server/domain/keymove.h"

namespace confab {

/// `confabd move`: the database of an installation, and its keys, to another engine. The data directories of
/// those that are embedded are locked meanwhile. Blocks until it is done, and says on stderr how far it is.
class MoveCommand {
public:
    explicit MoveCommand(const Settings &settings)
        : m_settings(settings)
    { }

    struct Moved {
        QString from; ///< without a password
        QString to;
        qint64 rows = 0;
    };
    /// URLs, or `sqlite` for what is in the data directory.
    [[nodiscard]] Result<Moved> run(const QString &from, const QString &to) const;

private:
    using Locks = std::vector<std::unique_ptr<DataDirectory>>;

    [[nodiscard]] Result<DatabaseUrl> urlOf(const QString &database) const;
    [[nodiscard]] static Result<Locks> lock(const DatabaseUrl &source, const DatabaseUrl &target);
    /// What seals the keys; nothing where they are carried as they are.
    [[nodiscard]] Result<QByteArray> secret(const DatabaseUrl &source, const DatabaseUrl &target) const;
    [[nodiscard]] static Result<qint64> carry(const KeyMove::Place &source, const KeyMove::Place &target,
                                              const KeyMove &keyMove);

    const Settings &m_settings;
};

} // namespace confab
