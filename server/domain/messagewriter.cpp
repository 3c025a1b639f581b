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
{ }

void MessageWriter::post(Post post, Done done)
{
    Entry entry{std::move(post), std::move(done)};
    {
        std::unique_lock lock(m_mutex);
        if (m_waiting.size() >= queueLength) {
            lock.unlock();
            return refuse(entry);
        }
        m_waiting.push_back(std::move(entry));
        if (std::exchange(m_scheduled, true))
            return;
    }
    schedule(std::make_shared<Batch>());
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
                batch->entries = takeWaiting();
            return run(transaction, *batch);
        },
        [this, batch](const Result<void> &committed, Events &events) { finish(*batch, committed, events); });
}

std::vector<MessageWriter::Entry> MessageWriter::takeWaiting()
{
    std::vector<Entry> taken;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() <= batchLength) {
            m_scheduled = false;
            taken.reserve(m_waiting.size());
            taken.swap(m_waiting);
            return taken;
        }
        const auto end = m_waiting.begin() + batchLength;
        taken.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
    }
    schedule(std::make_shared<Batch>()); // for the others
    return taken;
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
    if (batch.entries.empty()) // refused by the writer before it ran
        batch.entries = takeWaiting();
    if (batch.failed && batch.entries.size() > 1) {
        // One of them may be what storage cannot take; it shall not take the others with it.
        for (Entry &entry : batch.entries) {
            auto alone = std::make_shared<Batch>();
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
