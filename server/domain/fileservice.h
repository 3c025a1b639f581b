// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/filerepository.h"
#include "server/storage/transaction.h"

namespace confab {

/// The one answer about a file that is not there, or that the caller may not see.
[[nodiscard]] Error noFile();

/// Who may read which file, and what is removed when nobody can any more. Keeps no state; thread-safe.
class FileService {
public:
    explicit FileService(const Clock &clock)
        : m_clock(clock)
    { }

    struct Readable {
        FileRow file;
        FileContentRow content;
    };
    /// NotFound unless the caller uploaded it, or may see a message that holds it.
    [[nodiscard]] Result<Readable> find(Database &database, const Caller &caller, FileId id) const;
    /// The same, to be put into a message; it stays until the transaction ends. Nothing when it may not be
    /// read.
    [[nodiscard]] static Result<std::optional<Attachment>> toSend(Database &database, AccountId account,
                                                                  FileId id);

    /// What one transaction of the sweep does at most.
    static constexpr int sweptAtOnce = 50;
    enum class Swept { All, Some };
    /// Removes files and uploads that have expired, and pieces of contents that nobody has.
    [[nodiscard]] Result<Swept> sweep(Transaction &transaction) const;

private:
    [[nodiscard]] static Result<void> removeFile(Database &database, FileId id);
    [[nodiscard]] static Result<void> removeUpload(Database &database, UploadId id);

    const Clock &m_clock;
};

} // namespace confab
