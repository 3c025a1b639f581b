// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/filechunkrepository.h"
#include "server/storage/lockable.h"

namespace confab {

/// A file that is on its way in.
struct UploadRow {
    UploadId id;
    FileContentId content; ///< where its bytes go
    AccountId owner;
    QString name;
    QString mediaType;
    std::optional<qint64> length = {}; ///< nothing while nobody knows
    qint64 received = 0;
    Timestamp expiresAt = {};
    std::optional<FileId> file = {}; ///< what became of it

    [[nodiscard]] bool isComplete() const { return length && received == *length; }
};

/// The table `upload`. Cheap to make; used on its database's thread.
class UploadRepository {
public:
    explicit UploadRepository(Database &database)
        : m_database(database)
    { }

    struct Open {
        int count = 0;
        qint64 bytes = 0; ///< that they will have
    };

    [[nodiscard]] Result<std::optional<UploadRow>> find(UploadId id, Lock lock = Lock::None) const;
    [[nodiscard]] Result<void> insert(const UploadRow &row) const;
    /// `length`, `received`, `expiresAt` and `file` of `row`.
    [[nodiscard]] Result<void> update(const UploadRow &row) const;
    [[nodiscard]] Result<void> remove(UploadId id) const;
    /// Those of an account that have not become files.
    [[nodiscard]] Result<Open> openOf(AccountId account) const;
    [[nodiscard]] Result<QList<UploadId>> expiredBy(Timestamp at, int limit) const;

private:
    Database &m_database;
};

} // namespace confab
