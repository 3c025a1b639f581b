// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/core/briefwait.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

namespace confab {

/// A bounded number of threads, each with its own reading connection, for work that takes its time: reading
/// from storage, and (a pool of their own) hashing passwords. Thread-safe.
///
/// Putting a thread to sleep and waking it costs as much as a brief job. So a thread that is at work on brief
/// ones takes those that come meanwhile too, and hands over what they have found together; another is woken
/// only when it falls behind. What may take long always gets a thread that has nothing else, if there is one.
class StoragePool {
public:
    using Job = std::function<void(Database &)>;
    /// Hands over what a brief job has found.
    using Reply = std::function<void()>;
    /// A job that reads no more than a page. Its reply is called on the same thread, a little later.
    using BriefJob = std::function<Reply(Database &)>;

    StoragePool(DatabaseUrl url, int threads, size_t queueLength);
    ~StoragePool();

    /// Opens one connection a thread; an error when that fails.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits, then ends.
    void stop();

    /// Queues a job; false when the queue is full or the pool has ended: the job will not run.
    [[nodiscard]] bool submit(Job job);
    [[nodiscard]] bool submitBrief(BriefJob job);

private:
    using Task = std::variant<Job, BriefJob>;
    using SteadyTime = std::chrono::steady_clock::time_point;

    /// What the brief jobs of one thread have found and nobody has yet.
    struct Replies {
        std::vector<Reply> waiting = {};
        SteadyTime since = {}; ///< of the first

        void send();
    };

    [[nodiscard]] bool queue(Task task);
    [[nodiscard]] bool needsAnotherThread(const Task &task) const;
    void work(std::promise<Result<void>> started);
    /// The next task, when there is one; nothing at the end.
    [[nodiscard]] std::optional<Task> next(Replies &replies, BriefWait &wait);
    /// Until there is a task, or none any more.
    void sleep(std::unique_lock<std::mutex> &lock, BriefWait &wait);
    [[nodiscard]] bool areDue(const Replies &replies) const;
    static void run(const Task &task, Database &database, Replies &replies);

    const DatabaseUrl m_url;
    const int m_threadCount;
    const size_t m_queueLength;
    std::vector<std::thread> m_threads;

    std::atomic<bool> m_isDue = false; // follows what m_mutex guards
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_queue; // guarded by m_mutex, as all below
    int m_asleep = 0; // threads that nobody has called
    int m_called = 0; // those that were, and have not woken yet
    int m_longJobs = 0; // waiting and running
    SteadyTime m_lastTaken = {}; // when a thread took a task
    bool m_closed = false;
};

} // namespace confab
