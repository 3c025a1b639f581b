// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/filecontentrepository.h"
#include "shared/protocol/attachment.h"

namespace confab {

/// A file as one person uploaded it.
struct FileRow {
    Attachment shown; ///< id, name, size, type
    FileContentId content;
    AccountId owner;
    Timestamp createdAt;
    std::optional<Timestamp> expiresAt = {}; ///< nothing while a message holds it
};

/// The tables `file`, and `attachment`: which messages hold which files. Cheap to make; used on its
/// database's thread.
class FileRepository {
public:
    explicit FileRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<FileRow>> find(FileId id, Lock lock = Lock::None) const;
    [[nodiscard]] Result<void> insert(const FileRow &row) const;
    [[nodiscard]] Result<void> remove(FileId id) const;
    /// Whether a message that `account` may see now holds the file.
    [[nodiscard]] Result<bool> isShownTo(FileId id, AccountId account) const;
    /// Bytes of all files of an account.
    [[nodiscard]] Result<qint64> usedBy(AccountId account) const;

    /// The messages from `first` to `last` that hold files: at most `limit` of them, the latest first.
    [[nodiscard]] Result<QList<Seq>> holders(ConversationId conversation, Seq first, Seq last,
                                             int limit) const;

    /// The message holds the files from now on, in this order.
    [[nodiscard]] Result<void> attach(ConversationId conversation, Seq seq,
                                      const QList<Attachment> &files) const;
    /// The message holds no file any more; those that no other does expire at `at`.
    [[nodiscard]] Result<void> release(ConversationId conversation, Seq seq, Timestamp at) const;
    [[nodiscard]] Result<bool> isHeld(FileId id) const;
    [[nodiscard]] Result<QList<FileId>> expiredBy(Timestamp at, int limit) const;
    [[nodiscard]] Result<void> setExpiresAt(FileId id, std::optional<Timestamp> at) const;

private:
    [[nodiscard]] Result<QList<FileId>> heldBy(ConversationId conversation, Seq seq) const;

    Database &m_database;
};

} // namespace confab
