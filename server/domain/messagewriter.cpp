// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messagewriter.h"

#include "server/bus/eventbus.h"
#include "shared/core/text.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

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
    const size_t lane = laneOf(post);
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
        if (queue.waiting.size() == queue.expected)
            m_gathered.notify_all();
        if (std::exchange(queue.scheduled, true))
            return;
    }
    schedule(std::make_shared<Batch>(Batch{.lane = lane}));
}

size_t MessageWriter::laneOf(const Post &post) const
{
    if (post.conversation)
        return m_writer.laneOf(*post.conversation);
    // To a person, so the conversation's id is not known yet: all between the same two in one lane.
    const QString sender = usernameKey(post.caller.username);
    const QString receiver = usernameKey(*post.to);
    return qHash(std::minmax(sender, receiver)) % m_writer.lanes();
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
            if (batch->entries.empty()) {
                batch->entries = takeWaiting(batch->lane);
                batch->begun = steady_clock::now();
            }
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
        std::unique_lock lock(m_mutex);
        Queue &queue = m_queues[lane];
        gather(lock, queue);
        auto &waiting = queue.waiting;
        const size_t size = std::min(batchLength, waiting.size());
        queue.taken = size;
        taken.reserve(size);
        for (size_t i = 0; i < size; ++i) {
            count(-1, -waiting.front().post.body.size());
            taken.push_back(std::move(waiting.front()));
            waiting.pop_front();
        }
        more = queue.scheduled = !waiting.empty();
    }
    if (more)
        schedule(std::make_shared<Batch>(Batch{.lane = lane}));
    return taken;
}

void MessageWriter::gather(std::unique_lock<std::mutex> &lock, Queue &queue)
{
    const size_t expected = std::min(queue.taken + queue.waiting.size(), fullBatch);
    if (expected < fewestGathered || queue.waiting.size() >= expected)
        return; // Waiting for a few costs them more than the commit they save.
    queue.expected = expected;
    m_gathered.wait_for(lock, std::min<steady_clock::duration>(queue.lasted / 2, longestGathering),
                        [&] { return queue.waiting.size() >= expected; });
    queue.expected = 0;
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
    {
        const std::lock_guard lock(m_mutex);
        m_queues[batch.lane].lasted = steady_clock::now() - batch.begun;
    }
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
