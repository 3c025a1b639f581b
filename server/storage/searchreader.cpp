// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchreader.h"

#include <algorithm>
#include <limits>

namespace confab {

namespace {

/// Blocks read at once, at most; it begins with few, as the first often have enough.
constexpr qint64 longestStep = 256;
constexpr qint64 growth = 4;
/// Tokens looked for in one statement of a shared database: more than one saves ways, few save postings that
/// the ones before have made needless.
constexpr qsizetype tokensAtOnce = 4;
/// What is read of a block in a shared database: such pieces of it as hold a candidate.
constexpr int pieceLength = 64;

bool hasAll(const QList<SearchToken> &sorted, const QList<SearchToken> &tokens)
{
    return std::all_of(tokens.begin(), tokens.end(), [&](SearchToken token) {
        return std::binary_search(sorted.begin(), sorted.end(), token);
    });
}

} // namespace

SearchReader::SearchReader(Database &database, SearchQuery query)
    : m_rows(database)
    , m_query(std::move(query))
    , m_isShared(database.url().isShared())
    , m_required(m_query.tokens)
{
    Q_ASSERT(!m_query.tokens.isEmpty());
    if (m_query.sender)
        m_required.prepend(searchToken(*m_query.sender));
    if (m_query.conversations.size() > narrowConversations)
        return;
    for (auto it = m_query.conversations.keyBegin(); it != m_query.conversations.keyEnd(); ++it)
        m_conversations.append(searchToken(*it));
}

Result<QList<SearchPlace>> SearchReader::next(qsizetype count)
{
    QList<SearchPlace> places;
    if (!std::exchange(m_begun, true)) {
        if (const auto begun = begin(); !begun)
            return begun.error();
    }
    while (places.size() < count) {
        const bool isFinal = m_nextBlock.block == 0
            || (!m_waiting.empty() && m_waiting.front().sentAt > m_nextBlock.reachedAt);
        if (!isFinal) {
            if (const auto read = readBlocks(); !read)
                return read.error();
            continue;
        }
        if (m_waiting.empty())
            break;
        std::pop_heap(m_waiting.begin(), m_waiting.end());
        const SearchPlace place = m_waiting.back();
        m_waiting.pop_back();
        // What became a block while it was read is there twice.
        if (m_last != place)
            places.append(place);
        m_last = place;
    }
    return places;
}

Result<void> SearchReader::begin()
{
    if (m_query.conversations.isEmpty())
        return {};
    if (auto read = readFresh(); !read)
        return read;
    const auto last = m_query.before ? m_rows.lastBlockFrom(m_query.before->sentAt)
                                     : m_rows.lastBlock(std::numeric_limits<qint64>::max());
    if (!last)
        return last.error();
    m_nextBlock = *last;
    return {};
}

Result<void> SearchReader::readFresh()
{
    const auto entries = m_rows.fresh();
    if (!entries)
        return entries.error();
    for (const SearchEntry &entry : *entries) {
        if (isWanted(entry.place, entry.sender) && hasAll(entry.tokens, m_query.tokens))
            take(entry.place);
    }
    return {};
}

Result<void> SearchReader::readBlocks()
{
    const qint64 high = m_nextBlock.block;
    const qint64 low = std::max<qint64>(1, high - m_step + 1);
    m_step = std::min(longestStep, m_step * growth);
    const auto found = candidates(low, high);
    if (!found)
        return found.error();
    auto read = m_rows.parts(partsOf(*found), [&](qint64 block, const SearchBlock &part) {
        found->value(block).visit([&](int number) {
            const auto document = part.document(number);
            if (document && isWanted(document->place, document->sender))
                take(document->place);
        });
    });
    if (!read)
        return read;
    const auto before = low > 1 ? m_rows.lastBlock(low - 1)
                                : Result<SearchRepository::BlockHead>(SearchRepository::BlockHead());
    if (!before)
        return before.error();
    const bool isTooOld = m_query.since && before->reachedAt < *m_query.since;
    m_nextBlock = isTooOld ? SearchRepository::BlockHead() : *before;
    return {};
}

Result<SearchReader::Candidates> SearchReader::candidates(qint64 low, qint64 high) const
{
    Candidates found;
    for (qint64 block = low; block <= high; ++block)
        found.insert(block, PostingSet::first(PostingSet::capacity));
    const qsizetype atOnce = m_isShared ? tokensAtOnce : 1;
    for (qsizetype i = 0; i < m_required.size() && !found.isEmpty(); i += atOnce) {
        if (const auto kept = keepAll(m_required.mid(i, atOnce), found); !kept)
            return kept.error();
    }
    if (m_conversations.isEmpty() || found.isEmpty())
        return found;
    if (const auto kept = keepAny(m_conversations, found); !kept)
        return kept.error();
    return found;
}

/// Leaves of the candidates those that have each of the tokens.
Result<void> SearchReader::keepAll(const QList<SearchToken> &tokens, Candidates &candidates) const
{
    QHash<qint64, qsizetype> seen; // how many of the tokens each block has
    auto read = m_rows.postings(tokens, candidates.firstKey(), candidates.lastKey(),
                                [&](SearchToken, qint64 block, const PostingSet &documents) {
                                    ++seen[block];
                                    if (const auto it = candidates.find(block); it != candidates.end())
                                        it->intersect(documents);
                                });
    candidates.removeIf([&](const Candidates::iterator &it) {
        return seen.value(it.key()) < tokens.size() || it->isEmpty();
    });
    return read;
}

/// Leaves of the candidates those that have one of the tokens.
Result<void> SearchReader::keepAny(const QList<SearchToken> &tokens, Candidates &candidates) const
{
    Candidates any;
    auto read = m_rows.postings(
        tokens, candidates.firstKey(), candidates.lastKey(),
        [&](SearchToken, qint64 block, const PostingSet &documents) { any[block].unite(documents); });
    candidates.removeIf([&](const Candidates::iterator &it) {
        it->intersect(any.value(it.key()));
        return it->isEmpty();
    });
    return read;
}

/// The embedded database reads a whole block sooner than it looks for pieces of it.
QList<SearchRepository::Part> SearchReader::partsOf(const Candidates &candidates) const
{
    QList<SearchRepository::Part> parts;
    for (auto it = candidates.begin(); it != candidates.end(); ++it) {
        if (!m_isShared) {
            parts.append(SearchRepository::Part{.block = it.key()});
            continue;
        }
        for (int number = it->next(0); number >= 0;) {
            const int first = number - number % pieceLength;
            const bool isNext = !parts.isEmpty() && parts.constLast().block == it.key()
                && parts.constLast().first + parts.constLast().count == first;
            if (isNext)
                parts.last().count += pieceLength;
            else
                parts.append(SearchRepository::Part{.block = it.key(), .first = first, .count = pieceLength});
            number = it->next(first + pieceLength);
        }
    }
    return parts;
}

bool SearchReader::isWanted(const SearchPlace &place, AccountId sender) const
{
    if ((m_query.before && place >= *m_query.before) || (m_query.since && place.sentAt < *m_query.since)
        || (m_query.sender && sender != *m_query.sender))
        return false;
    const auto first = m_query.conversations.constFind(place.conversation);
    return first != m_query.conversations.constEnd() && place.seq >= *first;
}

void SearchReader::take(const SearchPlace &place)
{
    m_waiting.push_back(place);
    std::push_heap(m_waiting.begin(), m_waiting.end());
    if (qsizetype(m_waiting.size()) < 2 * reach)
        return;
    std::nth_element(m_waiting.begin(), m_waiting.begin() + reach, m_waiting.end(), std::greater<>());
    m_waiting.resize(reach);
    std::make_heap(m_waiting.begin(), m_waiting.end());
}

} // namespace confab
