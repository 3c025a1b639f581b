// SPDX-License-Identifier: Apache-2.0
#include "server/storage/writerlane.h"

#include "server/bus/eventbus.h"
#include "server/storage/checkpointer.h"

namespace confab {

using namespace Qt::StringLiterals;

WriterLane::WriterLane(DatabaseUrl url, EventBus &bus, Checkpointer *checkpointer)
    : m_url(std::move(url))
    , m_bus(bus)
    , m_checkpointer(checkpointer)
{
    setObjectName("writer"_L1);
}

WriterLane::~WriterLane()
{
    stop();
}

Result<void> WriterLane::start()
{
    auto started = m_started.get_future();
    QThread::start();
    return started.get();
}

void WriterLane::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_wake.notify_one();
    wait();
}

void WriterLane::submit(Job job, JobDone done)
{
    Error refusal{ErrorCode::Unavailable, {}, u"the server is stopping"_s, std::chrono::seconds(1)};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed && m_queue.size() < queueLength) {
            m_queue.add(std::move(job), std::move(done));
            m_wake.notify_one();
            return;
        }
        if (!m_closed)
            refusal.detail = u"too much is waiting to be written"_s;
    }
    Events events;
    done(refusal, events);
    m_bus.publish(events);
}

void WriterLane::run()
{
    const auto database = Database::open(m_url, Database::Access::Write);
    if (!database) {
        m_started.set_value(database.error());
        return;
    }
    if (m_checkpointer)
        m_checkpointer->serve(**database);
    m_started.set_value({});
    for (JobBatch batch = takeBatch(**database); !batch.isEmpty(); batch = takeBatch(**database)) {
        batch.run(**database);
        m_bus.publish(batch.finish());
        if (m_checkpointer)
            m_checkpointer->tend(**database);
    }
}

JobBatch WriterLane::takeBatch(Database &database)
{
    const auto isDue = [this] { return m_closed || !m_queue.isEmpty(); };
    std::unique_lock lock(m_mutex);
    if (!m_wake.wait_for(lock, restAfter, isDue)) {
        lock.unlock();
        database.rest();
        lock.lock();
        m_wake.wait(lock, isDue);
    }
    return m_queue.takeFirst(batchLength);
}

} // namespace confab
