// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/domain/filerules.h"
#include "server/storage/transaction.h"
#include "server/storage/uploadrepository.h"
#include "shared/protocol/attachment.h"

#include <atomic>

namespace confab {

/// How files come in: begun, written at their offsets, and, once whole, made files. Until then nobody sees
/// anything of them. What has been taken is durable: an upload goes on after any end of a server, on any
/// node. Thread-safe.
class UploadService {
public:
    UploadService(const FileRules &rules, const Clock &clock)
        : m_rules(rules)
        , m_clock(clock)
    { }

    struct New {
        UploadId id; ///< random, made by the caller
        QString name;
        QString mediaType;
        std::optional<qint64> length = {}; ///< nothing: its end says
    };
    /// Whether bytes count at once, or only when confirm() says so: then they can be taken back.
    enum class Counting { AtOnce, WhenConfirmed };
    /// What only reading all its bytes shows.
    struct Examined {
        QByteArray sha256;
        qint64 size = 0;
        std::optional<int> width = {};
        std::optional<int> height = {};
    };

    [[nodiscard]] const FileRules &rules() const { return m_rules; }

    [[nodiscard]] Result<UploadRow> begin(Transaction &transaction, const Caller &caller,
                                          const New &upload) const;
    /// NotFound unless it is the caller's.
    [[nodiscard]] Result<UploadRow> find(Database &database, const Caller &caller, UploadId id,
                                         Lock lock = Lock::None) const;
    /// OffsetConflict when its end is elsewhere. Answers the new end.
    [[nodiscard]] Result<qint64> append(Transaction &transaction, const Caller &caller, UploadId id,
                                        qint64 offset, QByteArrayView data, Counting counting) const;
    /// Counts what was written behind `from`, up to `to`.
    [[nodiscard]] Result<void> confirm(Transaction &transaction, const Caller &caller, UploadId id,
                                       qint64 from, qint64 to) const;
    [[nodiscard]] Result<void> remove(Transaction &transaction, const Caller &caller, UploadId id) const;

    /// Reads it all; takes its time.
    [[nodiscard]] Result<Examined> examine(Database &database, const UploadRow &upload) const;
    /// Makes it a file, or answers the one it has become.
    [[nodiscard]] Result<Attachment> complete(Transaction &transaction, const Caller &caller, UploadId id,
                                              const Examined &examined) const;

    /// What all contents of the server came to when somebody counted last; files that come in are added.
    void setTotal(qint64 bytes) const { m_total = bytes; }

private:
    [[nodiscard]] Result<void> checkRoom(Database &database, const Caller &caller, qint64 more,
                                         const UploadRepository::Open &open) const;
    [[nodiscard]] Result<FileContentId> store(Database &database, const UploadRow &upload,
                                              const Examined &examined) const;

    const FileRules m_rules;
    const Clock &m_clock;
    mutable std::atomic<qint64> m_total = 0;
};

} // namespace confab
