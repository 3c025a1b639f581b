// SPDX-License-Identifier: Apache-2.0
#include "server/net/epolldispatcher.h"

#include "shared/core/logging.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace confab {

namespace {

constexpr int eventsAtOnce = 256;

// In the order of QSocketNotifier::Type: what each waits for, and what it is told of.
constexpr std::array<quint32, 3> waitsFor{EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr quint32 alwaysTold = EPOLLHUP | EPOLLERR;

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_epoll < 0 || m_wakeUp < 0)
        qFatal("An I/O thread cannot get its epoll and eventfd descriptors");
    epoll_event event{.events = EPOLLIN, .data = {.fd = m_wakeUp}};
    if (epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event) != 0)
        qFatal("An I/O thread cannot wait for its eventfd");
}

EpollDispatcher::~EpollDispatcher()
{
    close(m_wakeUp);
    close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_interrupted = false;
    m_woken = false;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_interrupted;
    if (mayWait)
        Q_EMIT aboutToBlock();
    if (m_interrupted)
        return false;

    // Whoever posts an event calls wakeUp(), so none can be missed by waiting here.
    int timeout = 0;
    if (mayWait)
        timeout = withTimers ? m_timers.untilNext(std::chrono::steady_clock::now()) : -1;
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    bool any = withSockets ? waitForAll(timeout) : waitForWakeUp(timeout);
    if (withTimers)
        any = m_timers.fire(std::chrono::steady_clock::now()) || any;
    return any;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier && notifier->thread() == thread() && QThread::currentThread() == thread());
    const auto descriptor = int(notifier->socket());
    Q_ASSERT(descriptor >= 0);
    if (size_t(descriptor) >= m_watched.size())
        m_watched.resize(size_t(descriptor) + 1);
    QSocketNotifier *&place = m_watched[size_t(descriptor)].notifiers.at(size_t(notifier->type()));
    if (place && place != notifier)
        qCWarning(lcNet, "Descriptor %d has two notifiers of one type", descriptor);
    place = notifier;
    changed(descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    Q_ASSERT(notifier && notifier->thread() == thread() && QThread::currentThread() == thread());
    const auto descriptor = int(notifier->socket());
    if (descriptor < 0 || size_t(descriptor) >= m_watched.size())
        return;
    Watched &watched = m_watched[size_t(descriptor)];
    QSocketNotifier *&place = watched.notifiers.at(size_t(notifier->type()));
    if (place != notifier)
        return;
    place = nullptr;
    if (wantedEvents(watched) != 0) {
        changed(descriptor);
        return;
    }
    // At once: the descriptor may be closed next, and its number mean another socket before the next wait.
    ++watched.generation;
    if (watched.told != 0)
        tell(descriptor, 0);
}

quint32 EpollDispatcher::wantedEvents(const Watched &watched)
{
    quint32 events = 0;
    for (size_t type = 0; type < waitsFor.size(); ++type)
        events |= watched.notifiers[type] ? waitsFor[type] : 0;
    return events;
}

void EpollDispatcher::changed(int descriptor)
{
    Watched &watched = m_watched[size_t(descriptor)];
    if (!watched.changed)
        m_changed.push_back(descriptor);
    watched.changed = true;
}

void EpollDispatcher::tellChanges()
{
    for (const int descriptor : m_changed) {
        Watched &watched = m_watched[size_t(descriptor)];
        watched.changed = false;
        const quint32 wanted = wantedEvents(watched);
        if (wanted != watched.told)
            tell(descriptor, wanted);
    }
    m_changed.clear();
}

void EpollDispatcher::tell(int descriptor, quint32 events)
{
    Watched &watched = m_watched[size_t(descriptor)];
    epoll_event event{.events = events, .data = {.fd = descriptor}};
    const int operation = events == 0 ? EPOLL_CTL_DEL : (watched.told == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD);
    watched.told = events;
    if (epoll_ctl(m_epoll, operation, descriptor, &event) == 0 || events == 0)
        return;
    // Closed behind our back and opened anew, or still known from before.
    if ((errno == ENOENT && epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0)
        || (errno == EEXIST && epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event) == 0))
        return;
    qCWarning(lcNet, "Descriptor %d cannot be waited for (error %d)", descriptor, errno);
    watched.told = 0;
}

bool EpollDispatcher::waitForAll(int timeout)
{
    tellChanges();
    std::array<epoll_event, eventsAtOnce> events;
    const int count = waitBriefly(timeout, [&](int milliseconds) {
        return epoll_wait(m_epoll, events.data(), int(events.size()), milliseconds);
    });
    if (count <= 0)
        return m_woken; // interrupted by a signal is a turn without events

    std::array<quint32, eventsAtOnce> generations;
    for (size_t i = 0; i < size_t(count); ++i) {
        const int descriptor = events[i].data.fd;
        generations[i] = descriptor == m_wakeUp ? 0 : m_watched[size_t(descriptor)].generation;
    }
    for (size_t i = 0; i < size_t(count); ++i) {
        if (events[i].data.fd == m_wakeUp)
            takeWakeUp();
        else
            deliver(events[i].data.fd, generations[i], events[i].events);
    }
    return true;
}

bool EpollDispatcher::waitForWakeUp(int timeout)
{
    pollfd descriptor{.fd = m_wakeUp, .events = POLLIN, .revents = 0};
    const int count
        = waitBriefly(timeout, [&](int milliseconds) { return ::poll(&descriptor, 1, milliseconds); });
    if (count > 0)
        takeWakeUp();
    return m_woken;
}

template <typename Wait>
int EpollDispatcher::waitBriefly(int timeout, Wait wait)
{
    if (timeout == 0)
        return wait(0);
    int count = 0;
    if (m_wait.poll([&] { return (count = wait(0)) > 0 || m_woken; }))
        return count;
    const auto asleepSince = BriefWait::Clock::now();
    m_asleep = true;
    // Who wakes it sets m_woken first and looks then whether it sleeps: one of both sees the other.
    count = wait(m_woken ? 0 : timeout);
    m_asleep = false;
    m_wait.slept(BriefWait::Clock::now() - asleepSince);
    return count;
}

void EpollDispatcher::takeWakeUp() const
{
    eventfd_t count = 0;
    eventfd_read(m_wakeUp, &count);
}

void EpollDispatcher::deliver(int descriptor, quint32 generation, quint32 events)
{
    for (size_t type = 0; type < waitsFor.size(); ++type) {
        // Looked up each time: a receiver may close this socket, or any other.
        const Watched &watched = m_watched[size_t(descriptor)];
        if (watched.generation != generation)
            return;
        if (!watched.notifiers[type] || !(events & (waitsFor[type] | alwaysTold)))
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(watched.notifiers[type], &event);
    }
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object)
{
    Q_ASSERT(object && object->thread() == thread() && QThread::currentThread() == thread());
    m_timers.add(TimerInfo(timerId, int(interval), type), *object, std::chrono::steady_clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    Q_ASSERT(QThread::currentThread() == thread());
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    Q_ASSERT(object && QThread::currentThread() == thread());
    return m_timers.removeAllOf(*object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    Q_ASSERT(object);
    return m_timers.timersOf(*object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    return m_timers.remaining(timerId, std::chrono::steady_clock::now()).value_or(-1);
}

void EpollDispatcher::wakeUp()
{
    if (!m_woken.exchange(true) && m_asleep)
        eventfd_write(m_wakeUp, 1);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace confab
