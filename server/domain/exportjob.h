// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/exportrunner.h"

#include <QCryptographicHash>

namespace confab {

/// Makes one archive that was claimed: reads on a connection of its own, and hands each piece to the writer
/// before it reads on, so that it holds one piece and one page of messages. For one run on one thread.
class ExportJob {
public:
    ExportJob(const ExportRunner::Parts &parts, ExportRow row, std::stop_token stop)
        : m_parts(parts)
        , m_row(std::move(row))
        , m_stop(std::move(stop))
    { }

    /// Ready or Failed, or left as it is when it is to stop or is wanted no more.
    void run();

private:
    [[nodiscard]] Result<void> make();
    [[nodiscard]] Result<void> append(QByteArrayView bytes);
    [[nodiscard]] Result<void> finish(ExportState state);

    const ExportRunner::Parts &m_parts;
    ExportRow m_row;
    const std::stop_token m_stop;
    QCryptographicHash m_sum{QCryptographicHash::Sha256};
};

} // namespace confab
