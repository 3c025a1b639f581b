// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <map>
#include <set>

namespace confab {

/// The timers of one event dispatcher, ordered by when they are due.
///
/// A timer whose event is being delivered is not due again before that delivery returns, so that an event
/// loop nested in it neither delivers it twice nor spins on it. Owned by its dispatcher; belongs to its
/// thread.
class TimerQueue {
public:
    using Time = std::chrono::steady_clock::time_point;
    using TimerInfo = QAbstractEventDispatcher::TimerInfo;

    void add(const TimerInfo &info, QObject &receiver, Time now);
    bool remove(int id);
    bool removeAllOf(const QObject &receiver);
    [[nodiscard]] QList<TimerInfo> timersOf(const QObject &receiver) const;
    /// Milliseconds until the timer is due, rounded up; nothing when there is no such timer.
    [[nodiscard]] std::optional<int> remaining(int id, Time now) const;
    /// Milliseconds until the first timer is due, rounded up so that none fires early; -1 when there is none.
    [[nodiscard]] int untilNext(Time now) const;
    /// Sends a QTimerEvent for each timer that is due, at most one each; whether there was any.
    bool fire(Time now);

private:
    struct Timer {
        TimerInfo info;
        QObject *receiver;
        Time due;
        quint64 serial; ///< ids are given again
        bool firing = false;
    };

    void fireOne(int id, Time now);

    std::map<int, Timer> m_timers;
    std::set<std::pair<Time, int>> m_order; // of those that are not firing
    quint64 m_lastSerial = 0;
};

} // namespace confab
