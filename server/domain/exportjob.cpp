// SPDX-License-Identifier: Apache-2.0
#include "server/domain/exportjob.h"

#include "server/domain/exportcontents.h"
#include "server/storage/writer.h"
#include "shared/core/logging.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

Error isStopped()
{
    return {ErrorCode::Unavailable, {}, u"the server ends"_s};
}

} // namespace

ExportJob::Outcome ExportJob::run()
{
    auto made = make();
    if (made)
        made = finish(ExportState::Ready);
    // Who stops, and who cancels, leaves nothing to be said.
    if (made || m_stop.stop_requested() || made.error().code == ErrorCode::NotFound)
        return Outcome::Over;
    qCWarning(lcDomain, "Cannot make an export: %s", qPrintable(made.error().detail));
    const auto failed = finish(ExportState::Failed);
    if (failed || m_stop.stop_requested() || failed.error().code == ErrorCode::NotFound)
        return Outcome::Over;
    qCWarning(lcDomain, "Cannot say that an export failed: %s", qPrintable(failed.error().detail));
    return Outcome::Abandoned;
}

Result<void> ExportJob::make()
{
    const auto database = Database::open(m_parts.url, Database::Access::Read);
    if (!database)
        return database.error();
    const auto room = m_parts.service.room(**database);
    if (!room)
        return room.error();
    m_room = *room;
    const Timestamp now = m_parts.clock.now();
    ZipWriter zip([this](QByteArrayView bytes) { return append(bytes); }, now);
    const auto progress = [this](qint64 done, qint64 total) {
        m_row.done = done;
        m_row.total = total;
        return m_stop.stop_requested() ? Result<void>(isStopped()) : Result<void>();
    };
    auto written = ExportContents(**database, zip, m_row.account, progress).write(m_parts.epoch, now);
    if (written)
        written = (*database)->takeFailure();
    return written ? zip.finish() : written;
}

Result<void> ExportJob::append(QByteArrayView bytes)
{
    if (m_stop.stop_requested())
        return isStopped();
    if (bytes.size() > m_room - m_row.size)
        return Error{ErrorCode::StorageFull, {}, u"the server's files may have no more bytes"_s};
    m_sum.addData(bytes);
    const auto done = write([&](Transaction &transaction) {
        return m_parts.service.append(transaction, m_row, bytes.toByteArray());
    });
    if (!done)
        return done;
    m_row.size += bytes.size();
    return {};
}

Result<void> ExportJob::finish(ExportState state)
{
    m_row.state = state;
    m_row.sha256 = state == ExportState::Ready ? m_sum.result() : QByteArray();
    return write([&](Transaction &transaction) { return m_parts.service.finish(transaction, m_row); });
}

// What was refused in a commit of which nobody knows whether it stands may be written again: a piece is the
// same one, and what is over is the claimant's no more.
Result<void> ExportJob::write(const std::function<Result<void>(Transaction &)> &function)
{
    const auto until = steady_clock::now() + patience;
    for (;;) {
        const auto done = m_parts.writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
            const auto written = function(transaction);
            return written ? Result<bool>(true) : Result<bool>(written.error());
        });
        if (done)
            return {};
        const seconds wait = std::max(done.error().retryAfter, seconds(1));
        const bool mayWait
            = done.error().code == ErrorCode::Unavailable && steady_clock::now() + wait < until;
        if (!mayWait || !pause(wait))
            return done.error();
    }
}

bool ExportJob::pause(seconds time) const
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    (void)wake.wait_for(lock, m_stop, time, [] { return false; });
    return !m_stop.stop_requested();
}

} // namespace confab
