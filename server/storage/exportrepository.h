// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/filechunkrepository.h"
#include "server/storage/lockable.h"
#include "shared/protocol/export.h"

namespace confab {

/// One row of `account_export`.
struct ExportRow {
    ExportId id;
    AccountId account;
    FileContentId content; ///< where its bytes are
    ExportState state = ExportState::Running;
    qint64 done = 0; ///< messages written
    qint64 total = 0; ///< of so many
    qint64 size = 0; ///< bytes so far
    QByteArray sha256 = {};
    Timestamp createdAt = {};
    std::optional<Timestamp> expiresAt = {};
    qint64 worker = 0; ///< the process that makes it; 0 for none
    Timestamp aliveAt = {}; ///< when that one wrote last

    /// As its owner sees it.
    [[nodiscard]] Export shown() const;
    /// It was ready, and is there no more but to say when there may be another.
    [[nodiscard]] bool isRemoved() const { return state == ExportState::Ready && sha256.isEmpty(); }
};

/// The table `account_export`, one row an account at most. Cheap to make; used on its database's thread.
class ExportRepository {
public:
    explicit ExportRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<ExportRow>> find(ExportId id, Lock lock = Lock::None) const;
    [[nodiscard]] Result<std::optional<ExportRow>> findOf(AccountId account, Lock lock = Lock::None) const;
    /// Those that are being made, the oldest first.
    [[nodiscard]] Result<QList<ExportRow>> running(int limit) const;
    [[nodiscard]] Result<QList<ExportRow>> expiredBy(Timestamp at, int limit) const;
    [[nodiscard]] Result<void> insert(const ExportRow &row) const;
    /// All but id, account and createdAt.
    [[nodiscard]] Result<void> update(const ExportRow &row) const;
    [[nodiscard]] Result<void> remove(ExportId id) const;

private:
    Database &m_database;
};

} // namespace confab
