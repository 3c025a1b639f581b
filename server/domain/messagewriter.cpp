// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messagewriter.h"

#include "server/bus/eventbus.h"

namespace confab {

using namespace Qt::StringLiterals;

MessageWriter::MessageWriter(Writer &writer, EventBus &bus, const ConversationService &conversations,
                             const Clock &clock)
    : m_writer(writer)
    , m_bus(bus)
    , m_conversations(conversations)
    , m_clock(clock)
    , m_queues(writer.lanes())
{ }

void MessageWriter::post(Post post, Done done)
{
    // Where a conversation is begun by its first message, its id is not known yet.
    const size_t lane = post.conversation ? m_writer.laneOf(*post.conversation) : 0;
    Entry entry{std::move(post), std::move(done)};
    {
        std::unique_lock lock(m_mutex);
        if (m_count >= queueLength || m_characters >= queueCharacters) {
            lock.unlock();
            return refuse(entry);
        }
        count(1, entry.post.body.size());
        Queue &queue = m_queues[lane];
        queue.waiting.push_back(std::move(entry));
        if (std::exchange(queue.scheduled, true))
            return;
    }
    schedule(std::make_shared<Batch>(Batch{.lane = lane}));
}

void MessageWriter::refuse(const Entry &entry)
{
    Events events;
    answer(entry,
           Error{ErrorCode::Unavailable, {}, u"too much is waiting to be written"_s, std::chrono::seconds(1)},
           events);
    m_bus.publish(events);
}

void MessageWriter::schedule(std::shared_ptr<Batch> batch)
{
    m_writer.submit(
        [this, batch](Transaction &transaction) {
            if (batch->entries.empty())
                batch->entries = takeWaiting(batch->lane);
            return run(transaction, *batch);
        },
        [this, batch](const Result<void> &committed, Events &events) { finish(*batch, committed, events); },
        batch->lane);
}

std::vector<MessageWriter::Entry> MessageWriter::takeWaiting(size_t lane)
{
    std::vector<Entry> taken;
    bool more = false;
    {
        const std::lock_guard lock(m_mutex);
        auto &[waiting, scheduled] = m_queues[lane];
        const size_t size = std::min(batchLength, waiting.size());
        taken.reserve(size);
        for (size_t i = 0; i < size; ++i) {
            count(-1, -waiting.front().post.body.size());
            taken.push_back(std::move(waiting.front()));
            waiting.pop_front();
        }
        more = scheduled = !waiting.empty();
    }
    if (more)
        schedule(std::make_shared<Batch>(Batch{.lane = lane}));
    return taken;
}

void MessageWriter::count(int posts, qsizetype characters)
{
    m_count += size_t(posts);
    m_characters += characters;
    m_isCrowded.store(m_count > queueLength / 10 || m_characters > queueCharacters / 10,
                      std::memory_order_relaxed);
}

Result<void> MessageWriter::run(Transaction &transaction, Batch &batch) const
{
    std::vector<const Post *> posts;
    posts.reserve(batch.entries.size());
    for (const Entry &entry : batch.entries)
        posts.push_back(&entry.post);
    auto outcomes = MessageBatch(m_conversations, m_clock.now(), std::move(posts)).run(transaction);
    batch.failed = !outcomes;
    if (!outcomes)
        return outcomes.error();
    batch.outcomes = *std::move(outcomes);
    return {};
}

void MessageWriter::finish(Batch &batch, const Result<void> &committed, Events &events)
{
    if (!committed && batch.entries.empty()) // refused by the writer before it ran
        batch.entries = takeWaiting(batch.lane);
    if (batch.failed && batch.entries.size() > 1) {
        // One of them may be what storage cannot take; it shall not take the others with it.
        for (Entry &entry : batch.entries) {
            auto alone = std::make_shared<Batch>(Batch{.lane = batch.lane});
            alone->entries.push_back(std::move(entry));
            schedule(std::move(alone));
        }
        return;
    }
    for (size_t i = 0; i < batch.entries.size(); ++i)
        answer(batch.entries[i], committed ? batch.outcomes[i] : Result<Posted>(committed.error()), events);
}

void MessageWriter::answer(const Entry &entry, const Result<Posted> &outcome, Events &events)
{
    if (entry.done)
        entry.done(outcome);
    else if (!outcome)
        events.append(Refused{entry.post.origin, outcome.error()});
}

} // namespace confab
