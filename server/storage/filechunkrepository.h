// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// The bytes of a file, whoever sent them and however often.
using FileContentId = Id<struct FileContentTag>;

/// The table `file_chunk`: contents of files in pieces, so that no statement, and no thread that serves one,
/// ever holds more than a piece. Belongs to the thread of its Database; holds no state of its own.
class FileChunkRepository {
public:
    /// Bytes of every piece but the last. Never changes: stored contents are cut so.
    static constexpr qsizetype chunkBytes = qsizetype(256) * 1024;
    /// Pieces that one call removes.
    static constexpr int removedAtOnce = 64;

    explicit FileChunkRepository(Database &database)
        : m_database(database)
    { }

    /// Which piece holds the byte at `offset`.
    [[nodiscard]] static constexpr qint64 numberAt(qint64 offset) { return offset / chunkBytes; }

    /// Appends pieces in the order of their numbers. InvalidField when `data` is empty or longer than a
    /// piece, or the piece before it is not there or not full.
    [[nodiscard]] Result<void> insert(FileContentId content, qint64 number, const QByteArray &data);
    /// Writes bytes at `offset`, in place of whatever stood there and behind it in the same piece.
    /// InvalidField when there is a hole before them.
    [[nodiscard]] Result<void> write(FileContentId content, qint64 offset, QByteArrayView data);
    [[nodiscard]] Result<std::optional<QByteArray>> find(FileContentId content, qint64 number);
    /// How many bytes there are.
    [[nodiscard]] Result<qint64> size(FileContentId content);
    /// Removes some pieces from the end; true when none are left.
    [[nodiscard]] Result<bool> removeSome(FileContentId content);

private:
    [[nodiscard]] Result<void> put(FileContentId content, qint64 number, const QByteArray &data);
    [[nodiscard]] Result<qint64> length(FileContentId content, qint64 number);
    [[nodiscard]] Result<qint64> last(FileContentId content);

    Database &m_database;
};

} // namespace confab
