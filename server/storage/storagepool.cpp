// SPDX-License-Identifier: Apache-2.0
#include "server/storage/storagepool.h"

namespace confab {

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr size_t waitingForOneThread = 4; // when there are more, another helps
constexpr size_t repliesTogether = 8;
constexpr auto patience = 200us; // of jobs that wait, and of replies

} // namespace

void StoragePool::Replies::send()
{
    for (const Reply &reply : waiting)
        reply();
    waiting.clear();
}

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
        m_isDue = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

bool StoragePool::submit(Job job)
{
    return queue(std::move(job));
}

bool StoragePool::submitBrief(BriefJob job)
{
    return queue(std::move(job));
}

bool StoragePool::queue(Task task)
{
    bool wakes = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_queue.size() >= m_queueLength)
            return false;
        wakes = needsAnotherThread(task);
        if (wakes) {
            --m_asleep;
            ++m_called;
        }
        if (std::holds_alternative<Job>(task))
            ++m_longJobs;
        m_queue.push_back(std::move(task));
        m_isDue = true;
    }
    if (wakes)
        m_wake.notify_one();
    return true;
}

bool StoragePool::needsAnotherThread(const Task &task) const
{
    if (m_asleep == 0)
        return false;
    if (m_url.isShared()) // whose jobs mostly wait for its server
        return true;
    const int free = m_threadCount - m_asleep - m_longJobs; // awake, and not for a long job
    return free <= 0 || std::holds_alternative<Job>(task)
        || m_queue.size() >= waitingForOneThread * size_t(free)
        || (!m_queue.empty() && steady_clock::now() - m_lastTaken > patience);
}

void StoragePool::work(std::promise<Result<void>> started)
{
    auto database = Database::open(m_url, Database::Access::Read);
    started.set_value(database ? Result<void>() : Result<void>(database.error()));
    if (!database)
        return;
    Replies replies;
    BriefWait wait;
    while (const auto task = next(replies, wait)) {
        // Of a database that is away the job hears in its first statement.
        (void)(*database)->ensureOpen();
        run(*task, **database, replies);
        if (std::holds_alternative<Job>(*task)) {
            const std::lock_guard lock(m_mutex);
            --m_longJobs;
        }
    }
}

std::optional<StoragePool::Task> StoragePool::next(Replies &replies, BriefWait &wait)
{
    std::unique_lock lock(m_mutex);
    if (areDue(replies)) {
        lock.unlock();
        replies.send();
        lock.lock();
    }
    while (m_queue.empty()) {
        if (m_closed)
            return std::nullopt;
        sleep(lock, wait);
    }
    Task task = std::move(m_queue.front());
    m_queue.pop_front();
    m_isDue = m_closed || !m_queue.empty();
    m_lastTaken = steady_clock::now();
    return task;
}

void StoragePool::sleep(std::unique_lock<std::mutex> &lock, BriefWait &wait)
{
    lock.unlock();
    const bool isDue = wait.poll([this] { return m_isDue.load(); });
    lock.lock();
    if (isDue || !m_queue.empty() || m_closed)
        return;
    const auto asleepSince = BriefWait::Clock::now();
    ++m_asleep;
    m_wake.wait(lock, [this] { return m_called > 0 || m_closed; });
    m_called > 0 ? --m_called : --m_asleep;
    wait.slept(BriefWait::Clock::now() - asleepSince);
}

bool StoragePool::areDue(const Replies &replies) const
{
    if (replies.waiting.empty())
        return false;
    return m_queue.empty() || m_url.isShared() || std::holds_alternative<Job>(m_queue.front())
        || replies.waiting.size() >= repliesTogether || steady_clock::now() - replies.since > patience;
}

void StoragePool::run(const Task &task, Database &database, Replies &replies)
{
    if (const auto *job = std::get_if<Job>(&task))
        return (*job)(database);
    const auto &brief = std::get<BriefJob>(task);
    if (replies.waiting.empty())
        replies.since = steady_clock::now();
    replies.waiting.push_back(brief(database));
}

} // namespace confab
