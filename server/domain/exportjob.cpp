// SPDX-License-Identifier: Apache-2.0
#include "server/domain/exportjob.h"

#include "server/domain/exportcontents.h"
#include "server/storage/writer.h"
#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error isStopped()
{
    return {ErrorCode::Unavailable, {}, u"the server ends"_s};
}

} // namespace

void ExportJob::run()
{
    auto made = make();
    if (made)
        made = finish(ExportState::Ready);
    // Who stops, and who cancels, leaves nothing to be said.
    if (made || m_stop.stop_requested() || made.error().code == ErrorCode::NotFound)
        return;
    qCWarning(lcDomain, "Cannot make an export: %s", qPrintable(made.error().detail));
    if (const auto failed = finish(ExportState::Failed); !failed)
        qCWarning(lcDomain, "Cannot say that an export failed: %s", qPrintable(failed.error().detail));
}

Result<void> ExportJob::make()
{
    const auto database = Database::open(m_parts.url, Database::Access::Read);
    if (!database)
        return database.error();
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
    m_sum.addData(bytes);
    const auto done = m_parts.writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        const auto appended = m_parts.service.append(transaction, m_row, bytes.toByteArray());
        return appended ? Result<bool>(true) : Result<bool>(appended.error());
    });
    if (!done)
        return done.error();
    m_row.size += bytes.size();
    return {};
}

Result<void> ExportJob::finish(ExportState state)
{
    m_row.state = state;
    m_row.sha256 = state == ExportState::Ready ? m_sum.result() : QByteArray();
    const auto done = m_parts.writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        const auto finished = m_parts.service.finish(transaction, m_row);
        return finished ? Result<bool>(true) : Result<bool>(finished.error());
    });
    return done ? Result<void>() : Result<void>(done.error());
}

} // namespace confab
