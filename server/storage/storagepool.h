// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace confab {

/// A bounded number of threads, each with its own reading connection, for work that takes its time: reading
/// from storage, and (a pool of their own) hashing passwords. Thread-safe.
class StoragePool {
public:
    using Job = std::function<void(Database &)>;

    StoragePool(DatabaseUrl url, int threads, size_t queueLength);
    ~StoragePool();

    /// Opens one connection a thread; an error when that fails.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits, then ends.
    void stop();

    /// Queues a job; false when the queue is full or the pool has ended: the job will not run.
    [[nodiscard]] bool submit(Job job);

private:
    void work(std::promise<Result<void>> started);

    const DatabaseUrl m_url;
    const int m_threadCount;
    const size_t m_queueLength;
    std::vector<std::thread> m_threads;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue; // guarded by m_mutex
    bool m_closed = false; // guarded by m_mutex
};

} // namespace confab
