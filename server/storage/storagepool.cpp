// SPDX-License-Identifier: Apache-2.0
#include "server/storage/storagepool.h"

namespace confab {

StoragePool::StoragePool(DatabaseUrl url, int threads, size_t queueLength)
    : m_url(std::move(url))
    , m_threadCount(threads)
    , m_queueLength(queueLength)
{ }

StoragePool::~StoragePool()
{
    stop();
}

Result<void> StoragePool::start()
{
    std::vector<std::future<Result<void>>> started;
    for (int i = 0; i < m_threadCount; ++i) {
        std::promise<Result<void>> promise;
        started.push_back(promise.get_future());
        m_threads.emplace_back([this, opened = std::move(promise)]() mutable { work(std::move(opened)); });
    }
    Result<void> result;
    for (auto &opened : started) {
        if (auto one = opened.get(); !one)
            result = one;
    }
    return result;
}

void StoragePool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

bool StoragePool::submit(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_queue.size() >= m_queueLength)
            return false;
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void StoragePool::work(std::promise<Result<void>> started)
{
    auto database = Database::open(m_url, Database::Access::Read);
    started.set_value(database ? Result<void>() : Result<void>(database.error()));
    if (!database)
        return;
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_closed || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const Job job = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        // Of a database that is away the job hears in its first statement.
        (void)(*database)->ensureOpen();
        job(**database);
    }
}

} // namespace confab
