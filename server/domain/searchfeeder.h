// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/searchdatabase.h"
#include "server/storage/searchindex.h"
#include "server/storage/searchsource.h"

#include <functional>
#include <queue>
#include <stop_token>

namespace confab {

/// Brings the search index up to date with the messages, from the numbers that it keeps for each
/// conversation: whatever was missed, and by whichever process, is found by them. Used on the thread of its
/// two connections, which outlive it; others may feed the same index meanwhile.
class SearchFeeder {
public:
    /// `main` is where the messages are, `index` where the index is; with a shared database the same.
    SearchFeeder(Database &main, Database &index, const Clock &clock)
        : m_source(main)
        , m_main(main)
        , m_index(index)
        , m_rows(index)
        , m_clock(clock)
    { }

    /// Forgets all that was indexed, unless it is of the history `epoch`.
    [[nodiscard]] Result<void> keepEpoch(const QString &epoch);
    [[nodiscard]] Result<void> clear(const QString &epoch);

    /// Indexes what has happened in these conversations.
    [[nodiscard]] Result<void> feed(const QList<ConversationId> &conversations, const std::stop_token &stop);
    /// Looks for what has not been indexed in all conversations that moved since this was done last, and
    /// indexes it, nearly in the order of time.
    [[nodiscard]] Result<void> catchUp(const std::stop_token &stop);

    /// Called after each batch with the number of messages indexed since this was made.
    void setProgress(std::function<void(qint64)> progress) { m_progress = std::move(progress); }
    [[nodiscard]] qint64 fed() const { return m_fed; }

    /// How much goes into one transaction, at most, and into memory.
    static constexpr qsizetype batchEntries = 1000;
    static constexpr qsizetype batchTokens = 250'000;
    /// Conversations that are caught up with at a time.
    static constexpr int page = 5000;

private:
    /// A conversation that has something to index, and a time before which it has nothing.
    struct Behind {
        Timestamp next;
        ConversationId conversation;
        auto operator<=>(const Behind &) const = default;
    };
    using Queue = std::priority_queue<Behind, std::vector<Behind>, std::greater<>>;
    struct Batch {
        QList<SearchEntry> entries = {};
        qsizetype tokens = 0;
    };

    [[nodiscard]] Result<void> work(Queue &queue, const std::stop_token &stop);
    [[nodiscard]] Result<void> workOnce(Queue &queue);
    [[nodiscard]] Result<std::optional<Behind>> advance(const Behind &behind, Batch &batch);
    [[nodiscard]] Result<bool> readNew(const Behind &behind, const SearchSource::Head &head,
                                       SearchRepository::Progress &progress, Batch &batch, Timestamp &next);
    [[nodiscard]] Result<bool> readModified(const SearchSource::Head &head,
                                            SearchRepository::Progress &progress, Batch &batch);
    [[nodiscard]] Result<void> flush(Batch &batch);
    [[nodiscard]] Result<Queue> behindOf(const QList<SearchSource::Head> &heads) const;

    const SearchSource m_source;
    Database &m_main;
    Database &m_index;
    const SearchRepository m_rows;
    const Clock &m_clock;
    std::function<void(qint64)> m_progress;
    qint64 m_fed = 0;
};

} // namespace confab
