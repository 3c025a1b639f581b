// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/job.h"
#include "shared/core/id.h"

#include <future>
#include <memory>
#include <vector>

namespace confab {

class EventBus;
class Checkpointer;
class WriterLane;

/// All that is written goes through it. SQLite has one lane, a thread with the one connection that writes; a
/// shared database several. What concerns a conversation is written in that conversation's lane, so that this
/// node commits and publishes it in order. Thread-safe.
class Writer final {
public:
    using Job = confab::Job;
    using Done = JobDone;

    /// The lanes open the database themselves. `bus` must outlive the writer.
    Writer(const DatabaseUrl &url, EventBus &bus, int lanes = 1);
    ~Writer();

    /// Opens the database and begins; an error when it cannot be opened.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits, then ends. Later jobs are refused with Unavailable.
    void stop();

    [[nodiscard]] size_t lanes() const { return m_lanes.size(); }
    [[nodiscard]] size_t laneOf(ConversationId conversation) const;

    /// Queues a job. `done` is called exactly once; at once and on this thread when the queue is full or
    /// closed.
    void submit(Job job, Done done, size_t lane = 0);

    /// Queues `function(Transaction &) -> Result<T>` and waits for its commit. Not from a writer's thread.
    template <typename T>
    [[nodiscard]] Result<T> run(std::function<Result<T>(Transaction &)> function, size_t lane = 0)
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
            },
            lane);
        return future.get();
    }

private:
    std::unique_ptr<Checkpointer> m_checkpointer; // SQLite's; outlives the lanes
    std::vector<std::unique_ptr<WriterLane>> m_lanes; // constant after construction
};

} // namespace confab
