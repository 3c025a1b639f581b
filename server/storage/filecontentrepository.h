// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/filechunkrepository.h"
#include "server/storage/lockable.h"

namespace confab {

/// What some files consist of, stored once.
struct FileContentRow {
    FileContentId id;
    QByteArray sha256;
    qint64 size = 0;
};

/// The tables `file_content`, and `file_garbage`: the contents that nobody has any more, until all their
/// pieces are removed. Cheap to make; used on its database's thread.
class FileContentRepository {
public:
    explicit FileContentRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<FileContentRow>> find(FileContentId id, Lock lock = Lock::None) const;
    [[nodiscard]] Result<std::optional<FileContentRow>> findBySum(const QByteArray &sha256,
                                                                  Lock lock = Lock::None) const;
    [[nodiscard]] Result<void> insert(const FileContentRow &row) const;
    /// Whether a file consists of it.
    [[nodiscard]] Result<bool> isUsed(FileContentId id) const;
    /// It is garbage from now on.
    [[nodiscard]] Result<void> discard(FileContentId id) const;
    /// Bytes of all contents, and of all exports.
    [[nodiscard]] Result<qint64> total() const;

    /// Removes some pieces of what is garbage; true when none is left.
    [[nodiscard]] Result<bool> removeSomeGarbage() const;

private:
    [[nodiscard]] Result<std::optional<FileContentRow>> one(const QString &sql, Bindings bindings) const;

    Database &m_database;
};

} // namespace confab
