// SPDX-License-Identifier: Apache-2.0
#include "client/store/catchup.h"

#include "shared/core/logging.h"

namespace confab {

CatchUp::CatchUp(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
                 QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_syncStore(syncStore)
    , m_store(store)
    , m_scheduler(scheduler)
{ }

void CatchUp::ask(Want want, ConversationId conversation)
{
    const Job job(want, conversation);
    if (m_waiting.contains(job) || m_running.contains(job) || m_pausing.contains(job))
        return;
    if (want == Want::Tail)
        m_waiting.append(job);
    else
        m_waiting.prepend(job);
    next();
}

void CatchUp::clear()
{
    ++m_generation;
    m_waiting.clear();
    m_running.clear();
    m_pausing.clear();
}

bool CatchUp::isBehind() const
{
    const auto counts = [](const Job &job) { return job.first != Want::Tail; };
    return std::any_of(m_waiting.begin(), m_waiting.end(), counts)
        || std::any_of(m_running.begin(), m_running.end(), counts)
        || std::any_of(m_pausing.begin(), m_pausing.end(), counts);
}

void CatchUp::next()
{
    while (!m_waiting.isEmpty() && int(m_running.size()) < atOnce) {
        const Job job = m_waiting.takeFirst();
        m_running.insert(job);
        start(job);
    }
}

template <typename T>
Answer<T> CatchUp::answer(Job job, std::function<Result<void>(const T &)> apply)
{
    return [this, job, generation = m_generation, apply = std::move(apply)](Result<T> content) {
        if (generation == m_generation)
            finish(job, content ? apply(*content) : Result<void>(content.error()));
    };
}

void CatchUp::start(const Job &job)
{
    const ConversationId id = job.second;
    switch (job.first) {
    case Want::Changes: {
        const auto row = m_store.conversations().find(id);
        const Change since = row ? row->rowsChange : Change();
        m_link.changes(id, since, answer<Changes>(job, [this, id, since](const Changes &changes) {
                           return applyChanges(id, since, changes);
                       }));
        break;
    }
    case Want::Summary:
        m_link.conversation(id, answer<Conversation>(job, [this](const Conversation &conversation) {
                                return m_syncStore.applySummaries({conversation});
                            }));
        break;
    case Want::Tail:
        m_link.messages(id, {.limit = tailSize},
                        answer<Page<Message>>(job, [this, id](const Page<Message> &page) {
                            return m_syncStore.applyPage(id, page.items, SyncStore::PageKind::Tail);
                        }));
        break;
    }
}

Result<void> CatchUp::applyChanges(ConversationId conversation, Change since, const Changes &changes)
{
    if (changes.change < since) {
        Q_EMIT serverIsBehind();
        return {};
    }
    auto done = m_syncStore.applyChanges(conversation, changes);
    if (done && changes.more && changes.change > since)
        m_waiting.prepend({Want::Changes, conversation});
    return done;
}

void CatchUp::finish(const Job &job, const Result<void> &outcome)
{
    if (m_running.erase(job) == 0)
        return; // Cleared while the answer was applied.
    if (!outcome)
        failed(job, outcome.error());
    if (!m_waiting.contains(job) && !m_pausing.contains(job))
        Q_EMIT advanced(job.second);
    next();
    if (job.first != Want::Tail && !isBehind())
        Q_EMIT settled();
}

void CatchUp::failed(const Job &job, const Error &error)
{
    if (error.code == ErrorCode::NotFound) {
        (void)m_syncStore.remove(job.second);
        return;
    }
    qCInfo(lcSync) << "Catching up failed, and is tried again:" << error.detail;
    m_pausing.insert(job);
    const std::chrono::milliseconds wait = std::max(retryAfter, error.retryAfter);
    m_scheduler.after(wait, this, [this, job, generation = m_generation] {
        if (generation == m_generation && m_pausing.erase(job) > 0)
            ask(job.first, job.second);
    });
}

} // namespace confab
