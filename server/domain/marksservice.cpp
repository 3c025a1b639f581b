// SPDX-License-Identifier: Apache-2.0
#include "server/domain/marksservice.h"

#include "server/domain/movedstep.h"
#include "server/storage/accountrepository.h"
#include "server/storage/memberrepository.h"
#include "shared/core/logging.h"

#include <QSet>
#include <QThread>

namespace confab {

namespace {

/// The marks of what moved in `step` or later, for those of `accounts` whom it concerns.
Result<Events> readMarks(Database &database, qint64 step, const QSet<AccountId> &accounts)
{
    const auto moved = MemberRepository(database).movedSince(step);
    if (!moved)
        return moved.error();
    const auto numbers = AccountRepository(database).movedSince(step);
    if (!numbers)
        return numbers.error();
    QHash<AccountId, MarksFrame> frames;
    for (const auto &one : *moved) {
        if (accounts.contains(one.account))
            frames[one.account].conversations.insert(one.conversation, one.numbers);
    }
    for (const auto &[account, number] : *numbers) {
        if (accounts.contains(account))
            frames[account].account = number; // or what it is by now, as for all of them
    }
    Events events;
    for (auto frame = frames.begin(); frame != frames.end(); ++frame) {
        const auto account = AccountRepository(database).find(frame.key());
        if (!account)
            return account.error();
        if (!*account)
            continue;
        frame->account = (*account)->change;
        events.append(MarksDue{frame.key(), *frame});
    }
    return events;
}

} // namespace

MarksService::MarksService(StoragePool &pool, const PresenceService &presence, EventBus &bus,
                           const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_presence(presence)
    , m_bus(bus)
    , m_clock(clock)
{
    m_timer.setInterval(bus.node().isNull() ? interval : intervalOfSeveral);
    connect(&m_timer, &QTimer::timeout, this, &MarksService::tell);
    bus.subscribe([this](const Events &events) {
        for (const Event &event : events) {
            if (std::holds_alternative<BusRestored>(event))
                QMetaObject::invokeMethod(this, &MarksService::tell, Qt::QueuedConnection);
        }
    });
}

void MarksService::start()
{
    m_timer.start();
}

void MarksService::tell()
{
    Q_ASSERT(QThread::currentThread() == thread());
    const QList<AccountId> connected = m_presence.connected();
    if (connected.isEmpty())
        return;
    // The step before as well: what moved after the last round's look into it is there.
    const qint64 step = movedStep(m_clock.now()) - 1;
    const QSet<AccountId> accounts(connected.begin(), connected.end());
    const bool queued = m_pool.submit([=, &bus = m_bus](Database &database) {
        const auto events = readMarks(database, step, accounts);
        if (events)
            bus.publishHere(*events);
    });
    if (!queued)
        qCInfo(lcDomain, "No marks this time: the storage threads are busy");
}

} // namespace confab
