// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/messagebatch.h"
#include "server/storage/writer.h"

#include <atomic>
#include <condition_variable>
#include <deque>

namespace confab {

/// Where posts wait to be written: all that have come by the time the Writer turns to them are one job of it
/// (MessageBatch). So a lone post is committed at once, and a flood in batches as large as they fall due. In
/// between, when a few people write at the same time, those whose turn it was in the last batch are given
/// half the time that one took: else there would be two commits in turns, each of half of them. Thread-safe.
/// What it is made with must outlive it.
class MessageWriter {
public:
    /// Called on the writer's thread when the commit is durable, or after the failure; must not block.
    using Done = std::function<void(const Result<Posted> &)>;

    MessageWriter(Writer &writer, EventBus &bus, const ConversationService &conversations,
                  const Clock &clock);

    /// `done` may be empty: then the refusal is told to `post.origin`. When more wait than the limits allow,
    /// it is refused at once with Unavailable.
    void post(Post post, Done done = {});
    /// So many wait that senders should: who can, takes no more posts until those it has are answered.
    [[nodiscard]] bool isCrowded() const { return m_isCrowded.load(std::memory_order_relaxed); }

    /// Of all that wait; beyond a tenth of either it is crowded.
    static constexpr size_t queueLength = 100'000;
    static constexpr qsizetype queueCharacters = 64 * 1024 * 1024;
    static constexpr size_t batchLength = 1000;
    /// So many are a batch worth its commit: no waiting for more.
    static constexpr size_t fullBatch = 64;
    /// From so many on, those of the batch before get a moment to come again.
    static constexpr size_t fewestGathered = 16;
    static constexpr std::chrono::microseconds longestGathering{250};

private:
    struct Entry {
        Post post;
        Done done;
    };
    struct Queue {
        std::deque<Entry> waiting;
        bool scheduled = false; ///< a job that has not taken them yet is on its way
        size_t taken = 0; ///< posts of the last batch
        std::chrono::steady_clock::duration lasted = {}; ///< from taking that until its commit
        size_t expected = 0; ///< whoever brings the posts to that number wakes the lane; 0: nobody
    };
    struct Batch {
        size_t lane;
        std::vector<Entry> entries = {};
        std::vector<Result<Posted>> outcomes = {};
        std::chrono::steady_clock::time_point begun = {};
        bool failed = false; ///< it, and not the commit of all that ran beside it
    };

    [[nodiscard]] size_t laneOf(const Post &post) const;
    void refuse(const Entry &entry);
    void schedule(std::shared_ptr<Batch> batch);
    [[nodiscard]] std::vector<Entry> takeWaiting(size_t lane);
    void gather(std::unique_lock<std::mutex> &lock, Queue &queue);
    void count(int posts, qsizetype characters);
    [[nodiscard]] Result<void> run(Transaction &transaction, Batch &batch) const;
    void finish(Batch &batch, const Result<void> &committed, Events &events);
    static void answer(const Entry &entry, const Result<Posted> &outcome, Events &events);

    Writer &m_writer;
    EventBus &m_bus;
    const ConversationService &m_conversations;
    const Clock &m_clock;

    std::mutex m_mutex;
    std::condition_variable m_gathered;
    std::vector<Queue> m_queues; // one a lane; guarded by m_mutex
    size_t m_count = 0; // guarded by m_mutex; of the posts that wait
    qsizetype m_characters = 0; // guarded by m_mutex; of their texts
    std::atomic<bool> m_isCrowded = false;
};

} // namespace confab
