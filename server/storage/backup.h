// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// A copy of the embedded database.
struct BackupSummary {
    QString file = {};
    qint64 bytes = 0;
    int schema = 0;
    QString epoch = {};
};

/// Writes copies of the embedded database while it is in use, and puts one back.
///
/// A copy is one file that holds all that had been committed when it began; the keys of the tokens are no
/// part of it. It appears under its name only when it is whole, checked and on the disk. Blocks; use it on a
/// thread that may.
class Backup {
public:
    explicit Backup(QString databasePath)
        : m_databasePath(std::move(databasePath))
    { }

    /// Copies the database to `file`; an earlier backup of that name is replaced, anything else is not.
    [[nodiscard]] Result<BackupSummary> write(const QString &file) const;

    /// Makes the copy in `file` the database, which nobody may have open, and begins a new epoch. What was
    /// the database is kept as `<database>.before-restore`. Sessions that were ended since do not come back.
    [[nodiscard]] Result<BackupSummary> restore(const QString &file) const;

    /// Whether `file` is a whole Confab database of a schema that this program knows.
    [[nodiscard]] static Result<BackupSummary> examine(const QString &file);

private:
    [[nodiscard]] Result<void> refuseTarget(const QString &file) const;
    [[nodiscard]] Result<BackupSummary> prepare(const QString &copy) const;
    [[nodiscard]] Result<void> keepSessions(Database &restored) const;
    [[nodiscard]] Result<void> setAside() const;

    const QString m_databasePath;
};

} // namespace confab
