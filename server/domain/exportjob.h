// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/exportrunner.h"

#include <QCryptographicHash>

#include <functional>

namespace confab {

/// Makes one archive that was claimed: reads on a connection of its own, and hands each piece to the writer
/// before it reads on, so that it holds one piece and one page of messages. Where the writer cannot take one
/// at the moment, it waits. For one run on one thread.
class ExportJob {
public:
    ExportJob(const ExportRunner::Parts &parts, ExportRow row, std::stop_token stop)
        : m_parts(parts)
        , m_row(std::move(row))
        , m_stop(std::move(stop))
    { }

    /// Over: it is Ready or Failed, or it is to stop or wanted no more. Abandoned: not even that it failed
    /// could be written, and it has to be made again.
    enum class Outcome { Over, Abandoned };
    [[nodiscard]] Outcome run();

    /// How long it asks again in all, each time, while nothing can be written: less than a lease.
    static constexpr std::chrono::seconds patience{60};

private:
    [[nodiscard]] Result<void> make();
    [[nodiscard]] Result<void> append(QByteArrayView bytes);
    [[nodiscard]] Result<void> finish(ExportState state);
    /// Runs it on the writer's thread, again while that is Unavailable.
    [[nodiscard]] Result<void> write(const std::function<Result<void>(Transaction &)> &function);
    /// False when it is to stop.
    [[nodiscard]] bool pause(std::chrono::seconds time) const;

    const ExportRunner::Parts &m_parts;
    ExportRow m_row;
    const std::stop_token m_stop;
    qint64 m_room = 0; ///< bytes it may have
    QCryptographicHash m_sum{QCryptographicHash::Sha256};
};

} // namespace confab
