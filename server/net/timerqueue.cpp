// SPDX-License-Identifier: Apache-2.0
#include "server/net/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <limits>

namespace confab {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

// Coarse timers may be late by 5 %: they are put on a common grid, so that one waking serves many.
milliseconds gridOf(const QAbstractEventDispatcher::TimerInfo &info)
{
    switch (info.timerType) {
    case Qt::PreciseTimer:
        break;
    case Qt::CoarseTimer:
        return std::clamp(milliseconds(info.interval / 20), 1ms, 50ms);
    case Qt::VeryCoarseTimer:
        return 1s;
    }
    return 1ms;
}

TimerQueue::Time onGrid(TimerQueue::Time time, milliseconds grid)
{
    if (grid <= 1ms)
        return time;
    const auto sinceStart = std::chrono::ceil<milliseconds>(time.time_since_epoch());
    const auto rest = sinceStart % grid;
    return TimerQueue::Time(rest == 0ms ? sinceStart : sinceStart + (grid - rest));
}

int toWait(TimerQueue::Time due, TimerQueue::Time now)
{
    if (due <= now)
        return 0;
    const auto wait = std::chrono::ceil<milliseconds>(due - now).count();
    return int(std::min<qint64>(wait, std::numeric_limits<int>::max()));
}

} // namespace

void TimerQueue::add(const TimerInfo &info, QObject &receiver, Time now)
{
    remove(info.timerId);
    const Time due = onGrid(now + milliseconds(info.interval), gridOf(info));
    m_timers.emplace(info.timerId, Timer{info, &receiver, due, ++m_lastSerial});
    m_order.emplace(due, info.timerId);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_order.erase({found->second.due, id});
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAllOf(const QObject &receiver)
{
    const QList<TimerInfo> timers = timersOf(receiver);
    for (const TimerInfo &info : timers)
        remove(info.timerId);
    return !timers.isEmpty();
}

QList<TimerQueue::TimerInfo> TimerQueue::timersOf(const QObject &receiver) const
{
    QList<TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.receiver == &receiver)
            timers.append(timer.info);
    }
    return timers;
}

std::optional<int> TimerQueue::remaining(int id, Time now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return std::nullopt;
    return toWait(found->second.due, now);
}

int TimerQueue::untilNext(Time now) const
{
    return m_order.empty() ? -1 : toWait(m_order.begin()->first, now);
}

bool TimerQueue::fire(Time now)
{
    // The list is fixed first: a timer that is started by another one's receiver waits for the next turn.
    std::vector<int> due;
    for (auto it = m_order.begin(); it != m_order.end() && it->first <= now; ++it)
        due.push_back(it->second);
    for (const int id : due)
        fireOne(id, now);
    return !due.empty();
}

void TimerQueue::fireOne(int id, Time now)
{
    auto found = m_timers.find(id);
    if (found == m_timers.end() || found->second.firing || found->second.due > now)
        return;
    Timer &timer = found->second;
    m_order.erase({timer.due, id});
    const milliseconds interval(timer.info.interval);
    timer.due
        = onGrid(timer.due + interval > now ? timer.due + interval : now + interval, gridOf(timer.info));
    timer.firing = true;
    const quint64 serial = timer.serial;

    QTimerEvent event(id);
    QCoreApplication::sendEvent(timer.receiver, &event);

    found = m_timers.find(id); // the receiver may have stopped it
    if (found == m_timers.end() || found->second.serial != serial)
        return;
    found->second.firing = false;
    m_order.emplace(found->second.due, id);
}

} // namespace confab
