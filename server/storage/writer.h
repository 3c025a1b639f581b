// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/transaction.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

namespace confab {

class EventBus;

/// The one thread that writes (group commit).
///
/// It takes all jobs that wait, runs each under a savepoint in one `BEGIN IMMEDIATE` transaction, commits,
/// and only then calls what waits for them and publishes the events of the whole batch at once. A job that
/// fails is undone and takes none of the others with it. A lone job is committed at once. Thread-safe.
class Writer final : private QThread {
public:
    /// Runs on the writer's thread. An error undoes what the job wrote and drops its events.
    using Job = std::function<Result<void>(Transaction &)>;
    /// Runs on the writer's thread after the commit is durable, or after the failure; must not block. What it
    /// appends is published with the batch.
    using Done = std::function<void(const Result<void> &, Events &)>;

    /// `database` is opened by the thread itself. `bus` must outlive the writer.
    Writer(DatabaseUrl url, EventBus &bus);
    ~Writer() override;

    /// Opens the database and begins; an error when it cannot be opened.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits, then ends. Later jobs are refused with Unavailable.
    void stop();

    /// Queues a job. `done` is called exactly once; at once and on this thread when the queue is full or
    /// closed.
    void submit(Job job, Done done);

    /// Queues `function(Transaction &) -> Result<T>` and waits for its commit. Not from the writer's thread.
    template <typename T>
    [[nodiscard]] Result<T> run(std::function<Result<T>(Transaction &)> function)
    {
        std::promise<Result<T>> promise;
        auto future = promise.get_future();
        std::optional<Result<T>> answer;
        submit(
            [&](Transaction &transaction) -> Result<void> {
                answer.emplace(function(transaction));
                return *answer ? Result<void>() : Result<void>(answer->error());
            },
            [&](const Result<void> &committed, Events &) {
                promise.set_value(committed ? std::move(*answer) : Result<T>(committed.error()));
            });
        return future.get();
    }

    static constexpr size_t queueLength = 20000;
    static constexpr size_t batchLength = 1000;

private:
    struct Entry {
        Job job;
        Done done;
        Result<void> result = {};
        Events events = {};
    };
    using Batch = std::deque<Entry>;

    void run() override;
    [[nodiscard]] Batch takeBatch();
    void process(Batch &batch);
    [[nodiscard]] Result<void> runInTransaction(Batch &batch);
    void runJob(Entry &entry);
    void finish(Batch &batch);

    const DatabaseUrl m_url;
    EventBus &m_bus;
    std::unique_ptr<Database> m_database; // the writer's thread only
    std::promise<Result<void>> m_started;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_queue; // guarded by m_mutex
    bool m_closed = false; // guarded by m_mutex
};

} // namespace confab
