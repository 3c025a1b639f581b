// SPDX-License-Identifier: Apache-2.0
#include "server/domain/exportrunner.h"

#include "server/domain/exportjob.h"
#include "server/domain/randomid.h"
#include "server/storage/writer.h"
#include "shared/core/logging.h"

namespace confab {

ExportRunner::ExportRunner(Parts parts)
    : m_parts(std::move(parts))
    , m_worker(newRandomId<ExportId>().value())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ExportRunner::look);
}

ExportRunner::~ExportRunner()
{
    stop();
}

void ExportRunner::stop()
{
    m_stop.request_stop();
    m_timer.stop();
    if (m_thread.joinable())
        m_thread.join();
}

void ExportRunner::kick()
{
    QMetaObject::invokeMethod(this, [this] { look(); });
}

void ExportRunner::look()
{
    // One at a time; when it is done, this looks again.
    if (m_isLooking || m_isMaking || m_stop.stop_requested())
        return;
    m_isLooking = true;
    auto claimed = std::make_shared<std::optional<ExportRow>>();
    m_parts.writer.submit(
        [this, claimed](Transaction &transaction) -> Result<void> {
            if (auto swept = m_parts.service.sweep(transaction); !swept)
                return swept;
            auto row = m_parts.service.claim(transaction, m_worker);
            if (!row)
                return row.error();
            *claimed = *std::move(row);
            return {};
        },
        [this, claimed](const Result<void> &done, Events &) {
            if (!done)
                qCWarning(lcDomain, "Cannot look for exports: %s", qPrintable(done.error().detail));
            QMetaObject::invokeMethod(this, [this, row = done ? *claimed : std::nullopt] {
                m_isLooking = false;
                if (row)
                    make(*row);
                else
                    m_timer.start(lookEvery);
            });
        });
}

void ExportRunner::make(const ExportRow &row)
{
    if (m_stop.stop_requested())
        return;
    m_isMaking = true;
    m_thread = std::thread([this, row, stop = m_stop.get_token()] {
        ExportJob(m_parts, row, stop).run();
        QMetaObject::invokeMethod(this, [this] {
            if (m_thread.joinable())
                m_thread.join();
            m_isMaking = false;
            look();
        });
    });
}

} // namespace confab
