// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/importarchive.h"
#include "server/storage/filerepository.h"

#include <QHash>

namespace confab {

/// The files of an archive: a message says what each is, and its bytes come after that message. What is the
/// same is stored once, as what people send. Holds a piece of a file at most. For one import on one thread,
/// within its transaction.
class ImportFiles {
public:
    ImportFiles(Database &database, const ImportArchive &archive, Timestamp now)
        : m_database(database)
        , m_archive(archive)
        , m_now(now)
    { }

    /// Whether the message has the files here; one that was deleted meanwhile has none.
    enum class Held { Yes, No };
    /// Those of `files` that the archive has; one that went while it was made is left out. Who sent the first
    /// message that has a file owns it.
    [[nodiscard]] Result<QList<Attachment>> admit(const QList<Attachment> &files, AccountId owner, Held held);
    /// The entry that the reader stands at.
    [[nodiscard]] Result<void> take(ZipReader &reader, const ZipReader::Entry &entry, FileId id);
    [[nodiscard]] int stored() const { return m_stored; }

private:
    struct Known {
        Attachment shown;
        AccountId owner;
        Held held;
        bool taken = false;
    };
    [[nodiscard]] Result<QByteArray> store(ZipReader &reader, qint64 size, std::optional<FileContentId> into);
    [[nodiscard]] Result<FileContentId> keep(FileContentId content, const QByteArray &sum, qint64 size);

    Database &m_database;
    const ImportArchive &m_archive;
    const Timestamp m_now;
    QHash<FileId, Known> m_known;
    int m_stored = 0;
};

} // namespace confab
