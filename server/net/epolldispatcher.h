// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/timerqueue.h"
#include "shared/core/briefwait.h"

#include <array>
#include <atomic>

namespace confab {

/// An event dispatcher that waits with epoll (Linux only).
///
/// Qt's own polls every socket at every turn, which costs 2 ms a turn at 8,000 idle ones; here a turn costs
/// what is ready. Changes of what a socket waits for are told to the kernel once before each wait, so that a
/// write that goes out at once costs no system call but its own. Given to a QThread with setEventDispatcher,
/// which then owns it. Belongs to that thread; wakeUp() and interrupt() are thread-safe.
class EpollDispatcher final : public QAbstractEventDispatcher {
    Q_OBJECT

public:
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    [[nodiscard]] QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    /// One descriptor and its notifiers, by QSocketNotifier::Type.
    struct Watched {
        std::array<QSocketNotifier *, 3> notifiers{};
        quint32 told = 0; ///< the events that the kernel knows of
        quint32 generation = 0; ///< descriptors are given again: an event for the one before is dropped
        bool changed = false;
    };

    [[nodiscard]] static quint32 wantedEvents(const Watched &watched);
    void changed(int descriptor);
    void tellChanges();
    void tell(int descriptor, quint32 events);
    bool waitForAll(int timeout);
    bool waitForWakeUp(int timeout);
    /// Calls `wait(int timeout)`, which answers how much there is: first without, then with the time it may
    /// take.
    template <typename Wait>
    [[nodiscard]] int waitBriefly(int timeout, Wait wait);
    void takeWakeUp() const;
    void deliver(int descriptor, quint32 generation, quint32 events);

    // Constant after construction
    const int m_epoll;
    const int m_wakeUp;

    std::vector<Watched> m_watched; // by descriptor
    std::vector<int> m_changed;
    TimerQueue m_timers;
    BriefWait m_wait;
    std::atomic<bool> m_woken = false; // since the posted events were looked at
    std::atomic<bool> m_asleep = false; // only then it takes a system call to wake it
    std::atomic<bool> m_interrupted = false;
};

} // namespace confab
