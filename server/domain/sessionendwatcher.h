// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/storage/sessionrepository.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace confab {

/// Learns of sessions that another process or node has ended, and publishes it here: the sockets of a session
/// close within one second of its end, whoever ends it.
///
/// Looks twice a second; while nothing was written by others that costs one look at the write-ahead log, on a
/// shared engine one short query.
/// Lives on the thread that made it, which needs an event loop; `database` (to read) and `bus` must outlive
/// it.
class SessionEndWatcher final : public QObject {
    Q_OBJECT

public:
    SessionEndWatcher(Database &database, EventBus &bus, QObject *parent = nullptr);

    /// Begins with the ends from now on.
    [[nodiscard]] Result<void> start();
    /// One look; start() has it done every `interval`.
    [[nodiscard]] Result<void> look();

    static constexpr std::chrono::milliseconds interval{500};

Q_SIGNALS:
    /// After each look that was not asked for.
    void looked(const confab::Result<void> &looked);

private:
    [[nodiscard]] Result<qint64> dataVersion();
    [[nodiscard]] Result<QList<SessionEnd>> newEnds();
    [[nodiscard]] qint64 overlap() const;

    Database &m_database;
    EventBus &m_bus;
    QTimer m_timer;
    qint64 m_lastEnd = 0;
    QSet<qint64> m_seen; // of the numbers that are read again
    qint64 m_dataVersion = 0;
};

} // namespace confab
