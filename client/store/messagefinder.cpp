// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagefinder.h"

#include "client/store/columns.h"
#include "client/store/unindexedmessages.h"
#include "shared/core/bigrams.h"
#include "shared/core/text.h"

#include <algorithm>
#include <utility>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// So few candidates of a chunk are compared with their messages sooner than with another set.
constexpr int fewCandidates = 4;

} // namespace

MessageFinder::MessageFinder(LocalDatabase &messages, SearchIndex &index, const UnindexedMessages &unindexed,
                             MessageFilter filter)
    : m_messages(messages)
    , m_index(index)
    , m_filter(std::move(filter))
    , m_folded(foldedText(m_filter.text))
    , m_sender(usernameKey(m_filter.sender))
{
    visitPairs(m_folded, [this](qint64 pair) {
        if (!m_pairs.contains(pair))
            m_pairs.append(pair);
    });
    if (!m_pairs.isEmpty())
        start(unindexed.find(m_folded));
}

void MessageFinder::start(const QList<SearchEntry> &unindexed)
{
    const auto chunks = m_index.chunks();
    m_parts.reserve(size_t(chunks.size()) + 1);
    for (const SearchIndex::Chunk &chunk : chunks) {
        const SearchEntry newest{ChatId(std::numeric_limits<qint64>::max()), {}, chunk.newest};
        m_sources.push({newest, int(m_parts.size())});
        m_parts.push_back({.chunk = chunk});
    }
    for (const SearchEntry &entry : unindexed)
        m_sources.push({entry, -1, 0});
}

QList<FoundMessage> MessageFinder::next(int limit, const IsStale &isStale)
{
    const LocalSnapshot messages(m_messages);
    const LocalSnapshot index = m_index.snapshot();
    QList<FoundMessage> found;
    while (found.size() < limit && !m_sources.empty() && !isStale()) {
        const Source source = m_sources.top();
        if (m_filter.after && source.entry.sentAt < *m_filter.after) {
            m_sources = {}; // Whatever comes is older still.
            break;
        }
        m_sources.pop();
        if (source.slot < 0) {
            Part &part = m_parts[size_t(source.part)];
            if (narrow(part))
                advance(source.part, 0);
            continue;
        }
        if (source.part >= 0)
            advance(source.part, source.slot + 1);
        if (!isWanted(source.entry) || m_seen.contains({source.entry.chat, source.entry.seq}))
            continue;
        if (const auto message = check(source.entry)) {
            m_seen.insert({source.entry.chat, source.entry.seq});
            found.append(*message);
        }
    }
    return found;
}

/// Pairs that come together, as those of a frequent word, rule out little after the first one. So the next
/// one is always that which leaves the fewest messages of this chunk; the others are much like it.
void MessageFinder::orderPairs(const SearchIndex::Chunk &chunk)
{
    QList<std::pair<qint64, PostingSet>> sets;
    for (const qint64 pair : std::exchange(m_pairs, {}))
        sets.append({pair, m_index.members(chunk, pair)});
    PostingSet rest = PostingSet::first(chunk.size);
    while (!sets.isEmpty()) {
        const auto left = [&rest](const PostingSet &set) {
            PostingSet both = rest;
            both.intersect(set);
            return both.count();
        };
        const auto best = std::min_element(sets.begin(), sets.end(), [&](const auto &set, const auto &other) {
            return left(set.second) < left(other.second);
        });
        rest.intersect(best->second);
        m_pairs.append(best->first);
        sets.erase(best);
    }
}

bool MessageFinder::narrow(Part &part)
{
    if (!std::exchange(m_isOrdered, true))
        orderPairs(part.chunk);
    part.candidates = PostingSet::first(part.chunk.size);
    for (const qint64 pair : std::as_const(m_pairs)) {
        part.candidates.intersect(m_index.members(part.chunk, pair));
        if (part.candidates.count() <= fewCandidates)
            break;
    }
    return part.candidates.next(0) >= 0;
}

void MessageFinder::advance(int number, int fromSlot)
{
    Part &part = m_parts[size_t(number)];
    const int slot = part.candidates.next(fromSlot);
    if (slot < 0) {
        part.entries.clear();
        return;
    }
    const int block = slot / SearchIndex::blockSize;
    if (part.block != block) {
        part.entries = m_index.block(part.chunk, block);
        part.block = block;
    }
    if (const int place = slot % SearchIndex::blockSize; place < part.entries.size())
        m_sources.push({part.entries.at(place), number, slot});
}

bool MessageFinder::isWanted(const SearchEntry &entry) const
{
    return (!m_filter.chat || entry.chat == *m_filter.chat)
        && (!m_filter.before || entry.sentAt < *m_filter.before);
}

std::optional<FoundMessage> MessageFinder::check(const SearchEntry &entry) const
{
    std::optional<FoundMessage> found;
    (void)m_messages.read(uR"(
        SELECT sender, sent_at, body FROM message
         WHERE chat = ? AND seq = ? AND NOT deleted AND kind = 0 AND (files IS NOT NULL OR NOT ?))"_s,
                          {entry.chat.value(), entry.seq.value(), m_filter.hasFile},
                          [&](const QSqlQuery &row) {
                              const QString sender = row.value(0).toString();
                              const QString body = row.value(2).toString();
                              if ((m_sender.isEmpty() || usernameKey(sender) == m_sender)
                                  && containsText(foldedText(body), m_folded))
                                  found = {entry.chat, entry.seq, sender, Columns::time(row.value(1)), body};
                          });
    return found;
}

} // namespace confab
