// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <QThread>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>

namespace confab {

/// Works SQLite's write-ahead log into the database's file, on a thread and a connection of its own, so that
/// no message waits for it; and empties the log from time to time, so that what was deleted or overwritten
/// soon stands in neither file.
///
/// SQLite begins its log anew when a transaction begins while all of it is worked in. Who writes without a
/// pause leaves no such moment: then the writer does the little that is left itself, between two batches.
/// (https://sqlite.org/wal.html#ckpt) Thread-safe, but for serve() and tend().
class Checkpointer final : private QThread {
public:
    struct Options {
        int pages = 8000; ///< of the log, from which on it is worked in
        /// While something is written. A tenth of that after a time at which readers were in the way.
        std::chrono::milliseconds emptyEvery = std::chrono::minutes(10);
    };

    explicit Checkpointer(DatabaseUrl url)
        : Checkpointer(std::move(url), Options{})
    { }
    Checkpointer(DatabaseUrl url, Options options);
    ~Checkpointer() override;

    /// Opens the database and begins; an error when it cannot be opened.
    [[nodiscard]] Result<void> start();
    void stop();

    /// From now on `writer` leaves its log to this. On its thread, as tend() is; it must end before this.
    void serve(Database &writer);
    /// To be called after each batch, when everybody has their answers.
    void tend(Database &writer);

private:
    enum class Stage { Resting, Working, Left }; ///< Left: what remains is the writer's

    enum class Task { End, WorkIn, Empty };

    void run() override;
    [[nodiscard]] Task waitForTask();
    void setStage(Stage stage);
    [[nodiscard]] Stage workIn(Database &database);
    void empty(Database &database);

    const DatabaseUrl m_url;
    const Options m_options;
    std::promise<Result<void>> m_started;
    std::atomic<int> m_pages = 0; // of the log after the last commit
    std::atomic<bool> m_isDirty = true; // the log may hold something

    std::mutex m_mutex;
    std::condition_variable m_wake; // of the thread
    std::condition_variable m_done; // of the writer
    Stage m_stage = Stage::Resting; // guarded by m_mutex
    bool m_closed = false; // guarded by m_mutex

    std::chrono::steady_clock::time_point m_emptyAt; // the thread only
};

} // namespace confab
