// SPDX-License-Identifier: Apache-2.0
#include "server/storage/writer.h"

#include "server/bus/eventbus.h"
#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;

Writer::Writer(DatabaseUrl url, EventBus &bus)
    : m_url(std::move(url))
    , m_bus(bus)
{
    setObjectName("writer"_L1);
}

Writer::~Writer()
{
    stop();
}

Result<void> Writer::start()
{
    auto started = m_started.get_future();
    QThread::start();
    return started.get();
}

void Writer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_wake.notify_one();
    wait();
}

void Writer::submit(Job job, Done done)
{
    Error refusal{ErrorCode::Unavailable, {}, u"the server is stopping"_s, std::chrono::seconds(1)};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed && m_queue.size() < queueLength) {
            m_queue.push_back({std::move(job), std::move(done)});
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

void Writer::run()
{
    auto database = Database::open(m_url, Database::Access::Write);
    if (!database) {
        m_started.set_value(database.error());
        return;
    }
    m_database = *std::move(database);
    m_started.set_value({});
    for (Batch batch = takeBatch(); !batch.empty(); batch = takeBatch())
        process(batch);
    m_database.reset();
}

Writer::Batch Writer::takeBatch()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_closed || !m_queue.empty(); });
    if (m_queue.size() <= batchLength)
        return std::exchange(m_queue, {});
    Batch batch(std::make_move_iterator(m_queue.begin()),
                std::make_move_iterator(m_queue.begin() + batchLength));
    m_queue.erase(m_queue.begin(), m_queue.begin() + batchLength);
    return batch;
}

void Writer::process(Batch &batch)
{
    if (const auto committed = runInTransaction(batch); !committed) {
        // What failed is the commit, or the database itself: nothing of the batch stands, so nothing is said
        // to stand.
        for (Entry &entry : batch) {
            if (entry.result)
                entry.result = committed.error();
            entry.events.clear();
        }
    }
    finish(batch);
}

Result<void> Writer::runInTransaction(Batch &batch)
{
    // A full disk can take SQLite's transaction away at any statement; then the rest fails and so does
    // COMMIT.
    if (auto begun = m_database->begin(); !begun)
        return begun;
    for (Entry &entry : batch)
        runJob(entry);
    auto committed = m_database->commit();
    if (!committed)
        m_database->rollback();
    return committed;
}

void Writer::runJob(Entry &entry)
{
    static const QString savepoint = u"SAVEPOINT job"_s;
    static const QString release = u"RELEASE SAVEPOINT job"_s;
    static const QString undo = u"ROLLBACK TO SAVEPOINT job"_s;

    if (const auto begun = m_database->change(savepoint); !begun) {
        entry.result = begun.error();
        return;
    }
    Transaction transaction(*m_database);
    entry.result = entry.job(transaction);
    if (auto read = m_database->takeFailure(); !read && entry.result)
        entry.result = std::move(read);
    if (entry.result)
        entry.events = transaction.takeEvents();
    else
        (void)m_database->change(undo);
    if (const auto released = m_database->change(release); !released && entry.result) {
        entry.result = released.error();
        entry.events.clear();
    }
}

void Writer::finish(Batch &batch)
{
    Events events;
    for (Entry &entry : batch) {
        events.append(std::move(entry.events));
        entry.done(entry.result, events);
    }
    m_bus.publish(events);
}

} // namespace confab
