// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/exportrepository.h"
#include "server/storage/transaction.h"

namespace confab {

/// Archives of all that people have: asked for, made piece by piece by whichever process claims one, read,
/// and removed when they expire. An account has one at most, and the next some time after one was made,
/// whether that is still there or not. Their pieces lie where those of files do, so that every node can serve
/// them; they count in no quota of the account, but in what all files of the server may have together. Keeps
/// no state; thread-safe. `clock` must outlive it.
class ExportService {
public:
    /// `total`: bytes of all files of the server; 0: as many as the disk takes.
    explicit ExportService(const Clock &clock, qint64 total = 0)
        : m_clock(clock)
        , m_total(total)
    { }

    /// The one that is being made, or a new one, in the place of an older. TooManyRequests when one was made
    /// a short while ago, NotAuthenticated when the account is gone.
    [[nodiscard]] Result<Export> begin(Transaction &transaction, const Caller &caller) const;
    /// NotFound unless it is the caller's.
    [[nodiscard]] Result<ExportRow> find(Database &database, const Caller &caller, ExportId id) const;
    [[nodiscard]] Result<void> cancel(Transaction &transaction, const Caller &caller, ExportId id) const;
    /// With everything that is left of it, whatever it is at.
    [[nodiscard]] Result<void> removeOf(Transaction &transaction, AccountId account) const;

    /// One that nobody makes, or whose process seems to have died, to be made from its beginning. `worker`
    /// makes none while it asks: one that is its own it has abandoned.
    [[nodiscard]] Result<std::optional<ExportRow>> claim(Transaction &transaction, qint64 worker) const;
    /// Writes more of one that was claimed, as `row` says it is then. NotFound when it is the claimant's no
    /// more.
    [[nodiscard]] Result<void> append(Transaction &transaction, const ExportRow &row,
                                      const QByteArray &bytes) const;
    /// It is Ready or Failed, as `row` says.
    [[nodiscard]] Result<void> finish(Transaction &transaction, ExportRow row) const;
    /// How many bytes one that begins now may have.
    [[nodiscard]] Result<qint64> room(Database &database) const;
    [[nodiscard]] Result<void> sweep(Transaction &transaction) const;

    /// A process that has not written for so long has died.
    static constexpr std::chrono::minutes lease{2};
    static constexpr int sweptAtOnce = 20;

private:
    [[nodiscard]] Result<void> remove(Database &database, const ExportRow &row) const;
    /// One may be made in the place of `row`.
    [[nodiscard]] Result<void> requireOld(const ExportRow &row) const;
    [[nodiscard]] Result<void> requireClaimed(Database &database, const ExportRow &row) const;

    const Clock &m_clock;
    const qint64 m_total;
};

} // namespace confab
