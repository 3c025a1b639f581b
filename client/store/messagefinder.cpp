// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagefinder.h"

#include "client/store/columns.h"
#include "client/store/unindexedmessages.h"
#include "shared/core/bigrams.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// So few candidates of a chunk are compared with their messages sooner than with another set.
constexpr int fewCandidates = 4;

} // namespace

MessageFinder::MessageFinder(LocalDatabase &messages, SearchIndex &index, const UnindexedMessages &unindexed,
                             const QString &query)
    : m_messages(messages)
    , m_index(index)
    , m_folded(foldedText(query))
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
        m_sources.pop();
        if (source.slot < 0) {
            Part &part = m_parts[size_t(source.part)];
            if (narrow(part))
                advance(source.part, 0);
            continue;
        }
        if (source.part >= 0)
            advance(source.part, source.slot + 1);
        if (m_seen.contains({source.entry.chat, source.entry.seq}))
            continue;
        if (const auto message = check(source.entry)) {
            m_seen.insert({source.entry.chat, source.entry.seq});
            found.append(*message);
        }
    }
    return found;
}

bool MessageFinder::narrow(Part &part)
{
    part.candidates = SlotSet::first(part.chunk.size);
    for (qsizetype i = 0; i < m_pairs.size(); ++i) {
        if (!m_index.narrow(part.chunk, m_pairs.at(i), part.candidates)) {
            m_pairs.move(i, 0); // What is missing here is likely to be rare elsewhere.
            return false;
        }
        if (part.candidates.count() <= fewCandidates)
            return true;
    }
    return true;
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

std::optional<FoundMessage> MessageFinder::check(const SearchEntry &entry) const
{
    std::optional<FoundMessage> found;
    (void)m_messages.read(
        uR"(
        SELECT sender, sent_at, body FROM message
         WHERE chat = ? AND seq = ? AND NOT deleted AND kind = 0)"_s,
        {entry.chat.value(), entry.seq.value()}, [&](const QSqlQuery &row) {
            const QString body = row.value(2).toString();
            if (containsText(foldedText(body), m_folded))
                found = {entry.chat, entry.seq, row.value(0).toString(), Columns::time(row.value(1)), body};
        });
    return found;
}

} // namespace confab
