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
    QMetaObject::invokeMethod(this, [this] {
        m_isKicked = true;
        if (!m_isBusy)
            look();
    });
}

// One at a time: so whatever this process has claimed when it looks, nobody makes.
void ExportRunner::look()
{
    if (m_stop.stop_requested())
        return;
    m_timer.stop();
    m_isBusy = true;
    m_isKicked = false;
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
                if (row)
                    make(*row);
                else
                    rest(lookEvery);
            });
        });
}

void ExportRunner::make(const ExportRow &row)
{
    if (m_stop.stop_requested())
        return;
    m_thread = std::thread([this, row, stop = m_stop.get_token()] {
        const auto outcome = ExportJob(m_parts, row, stop).run();
        QMetaObject::invokeMethod(this, [this, outcome] {
            if (m_thread.joinable())
                m_thread.join();
            if (outcome == ExportJob::Outcome::Over)
                look();
            else if (!m_stop.stop_requested())
                m_timer.start(retryAfter); // and busy until then, so that no kick makes it try at once
        });
    });
}

void ExportRunner::rest(std::chrono::milliseconds time)
{
    if (m_stop.stop_requested())
        return;
    m_isBusy = false;
    if (m_isKicked)
        look();
    else
        m_timer.start(time);
}

} // namespace confab
