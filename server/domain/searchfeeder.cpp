// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchfeeder.h"

#include "server/domain/movedstep.h"
#include "shared/core/bigrams.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString epochName = u"epoch"_s;
const QString scannedName = u"scanned"_s; ///< the step that has been caught up with

constexpr int runLength = 200; ///< messages read at once
/// Conversations are caught up with side by side, so much time at once: a block of the index holds what was
/// written at about the same time, wherever.
constexpr std::chrono::hours window{24};
/// For those that are indexed as they are met, without regard to time.
constexpr Timestamp anyTime = Timestamp::max();
/// How long after its time a message may be committed, in steps, also with clocks that differ.
constexpr qint64 slack = 3;

SearchEntry toEntry(const SearchSource::Text &text)
{
    return {.place = text.place, .sender = text.sender, .tokens = searchTokens(foldedText(text.body))};
}

} // namespace

Result<void> SearchFeeder::keepEpoch(const QString &epoch)
{
    const auto known = m_rows.state(epochName);
    if (!known)
        return known.error();
    return *known == epoch ? Result<void>() : clear(epoch);
}

Result<void> SearchFeeder::clear(const QString &epoch)
{
    auto transaction = SearchTransaction::begin(m_index);
    if (!transaction)
        return transaction.error();
    if (auto cleared = m_rows.clear(); !cleared)
        return cleared;
    if (auto stored = m_rows.setState(epochName, epoch); !stored)
        return stored;
    return transaction->commit();
}

Result<void> SearchFeeder::feed(const QList<ConversationId> &conversations, const std::stop_token &stop)
{
    Queue queue;
    for (const ConversationId conversation : conversations)
        queue.push({.next = anyTime, .conversation = conversation});
    return work(queue, stop);
}

Result<void> SearchFeeder::catchUp(const std::stop_token &stop)
{
    const qint64 now = movedStep(m_clock.now()) - slack;
    const auto scanned = m_rows.state(scannedName);
    if (!scanned)
        return scanned.error();
    SearchSource::Head last{.moved = scanned->value_or(u"0"_s).toLongLong()};
    for (qsizetype found = page; found == page && !stop.stop_requested();) {
        const auto heads = m_source.movedSince(last.moved, last.conversation, page);
        if (!heads)
            return heads.error();
        auto queue = behindOf(*heads);
        if (!queue)
            return queue.error();
        if (auto done = work(*queue, stop); !done)
            return done;
        found = heads->size();
        if (found > 0)
            last = heads->constLast();
    }
    if (stop.stop_requested() || *scanned == QString::number(now))
        return {};
    auto transaction = SearchTransaction::begin(m_index);
    if (!transaction)
        return transaction.error();
    if (auto stored = m_rows.setState(scannedName, QString::number(now)); !stored)
        return stored;
    return transaction->commit();
}

Result<SearchFeeder::Queue> SearchFeeder::behindOf(const QList<SearchSource::Head> &heads) const
{
    Queue queue;
    for (const SearchSource::Head &head : heads) {
        const auto progress = m_rows.progress(head.conversation);
        if (!progress)
            return progress.error();
        if (progress->change != head.change)
            queue.push({.next = head.createdAt, .conversation = head.conversation});
    }
    return queue;
}

Result<void> SearchFeeder::work(Queue &queue, const std::stop_token &stop)
{
    while (!queue.empty() && !stop.stop_requested()) {
        if (auto done = workOnce(queue); !done)
            return done;
        if (m_progress)
            m_progress(m_fed);
    }
    return {};
}

Result<void> SearchFeeder::workOnce(Queue &queue)
{
    auto transaction = SearchTransaction::begin(m_index);
    if (!transaction)
        return transaction.error();
    Batch batch;
    while (!queue.empty() && batch.entries.size() < batchEntries && batch.tokens < batchTokens) {
        const Behind behind = queue.top();
        queue.pop();
        const auto more = advance(behind, batch);
        if (!more)
            return more.error();
        if (*more)
            queue.push(**more);
    }
    const qsizetype count = batch.entries.size();
    if (auto flushed = flush(batch); !flushed)
        return flushed;
    if (auto failed = m_main.takeFailure(); !failed)
        return failed;
    auto committed = transaction->commit();
    if (committed)
        m_fed += count;
    return committed;
}

Result<std::optional<SearchFeeder::Behind>> SearchFeeder::advance(const Behind &behind, Batch &batch)
{
    const auto head = m_source.head(behind.conversation);
    if (!head)
        return head.error();
    auto progress = m_rows.progress(behind.conversation);
    if (!progress)
        return progress.error();
    if (!*head || (*head)->change == progress->change)
        return std::optional<Behind>();
    // The head is read before the rows: these are at least as new.
    Timestamp next = behind.next;
    auto isDone = readNew(behind, **head, *progress, batch, next);
    if (isDone && *isDone)
        isDone = readModified(**head, *progress, batch);
    if (!isDone)
        return isDone.error();
    if (const auto stored = m_rows.setProgress(*progress); !stored)
        return stored.error();
    return *isDone ? std::optional<Behind>() : Behind{.next = next, .conversation = behind.conversation};
}

Result<bool> SearchFeeder::readNew(const Behind &behind, const SearchSource::Head &head,
                                   SearchRepository::Progress &progress, Batch &batch, Timestamp &next)
{
    if (progress.seq >= head.lastSeq)
        return true;
    const auto texts = m_source.after(head.conversation, progress.seq, runLength);
    if (!texts)
        return texts.error();
    const Timestamp until = behind.next == anyTime ? anyTime : behind.next + window;
    for (const SearchSource::Text &text : *texts) {
        if (text.place.sentAt >= until || batch.tokens >= batchTokens) {
            next = behind.next == anyTime ? anyTime : text.place.sentAt;
            return false;
        }
        progress.seq = text.place.seq;
        if (!text.isFindable)
            continue;
        batch.entries.append(toEntry(text));
        batch.tokens += batch.entries.constLast().tokens.size();
    }
    return texts->size() < runLength || progress.seq >= head.lastSeq;
}

Result<bool> SearchFeeder::readModified(const SearchSource::Head &head, SearchRepository::Progress &progress,
                                        Batch &batch)
{
    const auto texts = m_source.modified(head.conversation, progress.seq, progress.change, runLength);
    if (!texts)
        return texts.error();
    if (!texts->isEmpty()) {
        // What is replaced may be what this very batch brings.
        if (const auto flushed = flush(batch); !flushed)
            return flushed.error();
        QList<SearchPlace> replaced;
        for (const SearchSource::Text &text : *texts)
            replaced.append(text.place);
        if (const auto removed = SearchIndex(m_index).remove(replaced); !removed)
            return removed.error();
    }
    for (const SearchSource::Text &text : *texts) {
        if (text.isFindable)
            batch.entries.append(toEntry(text));
    }
    const bool isDone = texts->size() < runLength;
    progress.change = isDone ? head.change : texts->constLast().change;
    return isDone;
}

Result<void> SearchFeeder::flush(Batch &batch)
{
    return SearchIndex(m_index).add(std::exchange(batch, {}).entries);
}

} // namespace confab
