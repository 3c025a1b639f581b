// SPDX-License-Identifier: Apache-2.0
#include "server/domain/exportservice.h"

#include "server/domain/existingaccount.h"
#include "server/domain/randomid.h"
#include "server/storage/filecontentrepository.h"
#include "shared/core/limits.h"

#include <limits>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error noExport()
{
    return {ErrorCode::NotFound, u"export"_s, u"there is no such export"_s};
}

} // namespace

Result<Export> ExportService::begin(Transaction &transaction, const Caller &caller) const
{
    Database &database = transaction.database();
    // Of two that come at once one waits, and finds what the other has begun.
    if (const auto locked = lockPeople(database, caller); !locked)
        return locked.error();
    const ExportRepository exports(database);
    const auto before = exports.findOf(caller.account, Lock::Row);
    if (!before)
        return before.error();
    if (*before && (*before)->state == ExportState::Running)
        return (*before)->shown();
    if (*before) {
        if (const auto old = requireOld(**before); !old)
            return old.error();
        if (const auto removed = remove(database, **before); !removed)
            return removed.error();
    }
    const ExportRow row{.id = newRandomId<ExportId>(),
                        .account = caller.account,
                        .content = newRandomId<FileContentId>(),
                        .createdAt = m_clock.now(),
                        .aliveAt = m_clock.now()};
    const auto inserted = exports.insert(row);
    return inserted ? Result<Export>(row.shown()) : Result<Export>(inserted.error());
}

Result<void> ExportService::requireOld(const ExportRow &row) const
{
    static_assert(Limits::exportAgain <= Limits::exportKept); // until then there is the row
    if (row.state != ExportState::Ready || !row.expiresAt)
        return {};
    const Timestamp again = *row.expiresAt - Limits::exportKept + Limits::exportAgain;
    if (again <= m_clock.now())
        return {};
    return Error{ErrorCode::TooManyRequests, u"export"_s,
                 u"an export was made less than %1 hours ago"_s.arg(Limits::exportAgain.count()),
                 std::chrono::ceil<std::chrono::seconds>(again - m_clock.now())};
}

Result<ExportRow> ExportService::find(Database &database, const Caller &caller, ExportId id) const
{
    const auto row = ExportRepository(database).find(id);
    if (!row)
        return row.error();
    const bool isOver = *row && (*row)->expiresAt && *(*row)->expiresAt <= m_clock.now();
    if (!*row || (*row)->account != caller.account || isOver || (*row)->isRemoved())
        return noExport();
    return **row;
}

Result<void> ExportService::cancel(Transaction &transaction, const Caller &caller, ExportId id) const
{
    Database &database = transaction.database();
    auto row = find(database, caller, id);
    if (!row)
        return row.error();
    if (row->state != ExportState::Ready)
        return remove(database, *row);
    if (auto discarded = FileContentRepository(database).discard(row->content); !discarded)
        return discarded;
    row->content = newRandomId<FileContentId>(); // of nothing
    row->size = 0;
    row->sha256.clear();
    return ExportRepository(database).update(*row);
}

Result<void> ExportService::removeOf(Transaction &transaction, AccountId account) const
{
    const auto row = ExportRepository(transaction.database()).findOf(account, Lock::Row);
    if (!row)
        return row.error();
    return *row ? remove(transaction.database(), **row) : Result<void>();
}

Result<void> ExportService::remove(Database &database, const ExportRow &row) const
{
    if (auto discarded = FileContentRepository(database).discard(row.content); !discarded)
        return discarded;
    return ExportRepository(database).remove(row.id);
}

Result<std::optional<ExportRow>> ExportService::claim(Transaction &transaction, qint64 worker) const
{
    Database &database = transaction.database();
    const ExportRepository exports(database);
    const auto running = exports.running(sweptAtOnce);
    if (!running)
        return running.error();
    for (const ExportRow &one : *running) {
        const auto locked = exports.find(one.id, Lock::Row);
        if (!locked)
            return locked.error();
        if (!*locked || (*locked)->state != ExportState::Running)
            continue;
        ExportRow row = **locked;
        // An embedded database has one process: another one that it speaks of has ended.
        const bool isShared = database.url().isShared();
        const bool isOthers = row.worker != 0 && row.worker != worker;
        if (isOthers && isShared && row.aliveAt + lease > m_clock.now())
            continue;
        if (row.worker != 0) {
            if (const auto discarded = FileContentRepository(database).discard(row.content); !discarded)
                return discarded.error();
            row.content = newRandomId<FileContentId>();
        }
        row.worker = worker;
        row.done = row.size = 0;
        row.aliveAt = m_clock.now();
        const auto updated = exports.update(row);
        return updated ? Result<std::optional<ExportRow>>(row)
                       : Result<std::optional<ExportRow>>(updated.error());
    }
    return std::optional<ExportRow>();
}

Result<void> ExportService::requireClaimed(Database &database, const ExportRow &row) const
{
    const auto now = ExportRepository(database).find(row.id, Lock::Row);
    if (!now)
        return now.error();
    const bool isClaimed = *now && (*now)->worker == row.worker && (*now)->content == row.content
        && (*now)->state == ExportState::Running;
    return isClaimed ? Result<void>() : Result<void>(noExport());
}

Result<void> ExportService::append(Transaction &transaction, const ExportRow &row,
                                   const QByteArray &bytes) const
{
    Database &database = transaction.database();
    if (auto claimed = requireClaimed(database, row); !claimed)
        return claimed;
    if (auto written = FileChunkRepository(database).write(row.content, row.size, bytes); !written)
        return written;
    ExportRow updated = row;
    updated.size += bytes.size();
    updated.aliveAt = m_clock.now();
    return ExportRepository(database).update(updated);
}

Result<void> ExportService::finish(Transaction &transaction, ExportRow row) const
{
    Database &database = transaction.database();
    if (auto claimed = requireClaimed(database, row); !claimed)
        return claimed;
    if (row.state == ExportState::Failed) {
        if (auto discarded = FileContentRepository(database).discard(row.content); !discarded)
            return discarded;
        row.content = newRandomId<FileContentId>(); // of nothing
        row.size = 0;
    }
    row.expiresAt = m_clock.now() + Limits::exportKept;
    return ExportRepository(database).update(row);
}

Result<qint64> ExportService::room(Database &database) const
{
    if (m_total == 0)
        return std::numeric_limits<qint64>::max();
    const auto taken = FileContentRepository(database).total();
    return taken ? Result<qint64>(m_total - *taken) : Result<qint64>(taken.error());
}

Result<void> ExportService::sweep(Transaction &transaction) const
{
    const auto expired = ExportRepository(transaction.database()).expiredBy(m_clock.now(), sweptAtOnce);
    if (!expired)
        return expired.error();
    for (const ExportRow &row : *expired) {
        if (auto removed = remove(transaction.database(), row); !removed)
            return removed;
    }
    return {};
}

} // namespace confab
