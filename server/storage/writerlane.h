// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/jobbatch.h"

#include <QThread>

#include <condition_variable>
#include <future>
#include <mutex>

namespace confab {

class Checkpointer;
class EventBus;

/// One thread of the Writer, with its connection and its queue (group commit): takes all jobs that wait, has
/// them written in one transaction, and only then calls what waits for them and publishes the events of the
/// whole batch at once. A lone job is committed at once. Thread-safe.
class WriterLane final : private QThread {
public:
    /// `checkpointer` looks after the log of SQLite, and outlives this.
    WriterLane(DatabaseUrl url, EventBus &bus, Checkpointer *checkpointer = nullptr);
    ~WriterLane() override;

    /// Opens the database and begins; an error when it cannot be opened.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits, then ends.
    void stop();
    void submit(Job job, JobDone done);

    static constexpr size_t queueLength = 20000;
    static constexpr size_t batchLength = 1000;
    /// Without a job. Then memory is given back.
    static constexpr std::chrono::seconds restAfter{10};

private:
    void run() override;
    [[nodiscard]] JobBatch takeBatch(Database &database);

    const DatabaseUrl m_url;
    EventBus &m_bus;
    Checkpointer *const m_checkpointer;
    std::promise<Result<void>> m_started;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    JobBatch m_queue; // guarded by m_mutex
    bool m_closed = false; // guarded by m_mutex
};

} // namespace confab
