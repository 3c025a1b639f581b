// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchreader.h"

#include <algorithm>
#include <limits>

namespace confab {

namespace {

/// Blocks read at once, at most; it begins with few, as the first often have enough.
constexpr qint64 longestStep = 256;
constexpr qint64 growth = 4;

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
{
    Q_ASSERT(!m_query.tokens.isEmpty());
    for (auto it = m_query.conversations.keyBegin(); it != m_query.conversations.keyEnd(); ++it)
        m_conversations.append(it->value());
    std::sort(m_conversations.begin(), m_conversations.end());
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
    for (auto it = found->begin(); it != found->end(); ++it) {
        if (auto read = readBlock(it.key(), it.value()); !read)
            return read;
    }
    const auto before = low > 1 ? m_rows.lastBlock(low - 1)
                                : Result<SearchRepository::BlockHead>(SearchRepository::BlockHead());
    if (!before)
        return before.error();
    m_nextBlock = *before;
    return {};
}

Result<SearchReader::Candidates> SearchReader::candidates(qint64 low, qint64 high) const
{
    Candidates found;
    bool isFirst = true;
    for (const SearchToken token : m_query.tokens) {
        const auto postings = m_rows.postings(token, low, high);
        if (!postings)
            return postings.error();
        Candidates both;
        for (const auto &posting : *postings) {
            DocumentSet documents = posting.documents;
            if (!isFirst)
                documents.intersect(found.value(posting.block));
            if (!documents.isEmpty())
                both.insert(posting.block, documents);
        }
        found = std::move(both);
        if (found.isEmpty())
            break;
        low = found.firstKey();
        high = found.lastKey();
        isFirst = false;
    }
    return found;
}

Result<void> SearchReader::readBlock(qint64 block, const DocumentSet &candidates)
{
    const auto conversations = m_rows.conversations(block);
    if (!conversations)
        return conversations.error();
    if (!isTouched(*conversations))
        return {};
    const auto content = m_rows.block(block);
    if (!content)
        return content.error();
    candidates.visit([&](int number) {
        const auto document = content->document(number);
        if (document && isWanted(document->place, document->sender))
            take(document->place);
    });
    return {};
}

bool SearchReader::isTouched(const QList<qint64> &conversations) const
{
    auto mine = m_conversations.begin();
    auto other = conversations.begin();
    while (mine != m_conversations.end() && other != conversations.end()) {
        if (*mine == *other)
            return true;
        *mine < *other ? ++mine : ++other;
    }
    return false;
}

bool SearchReader::isWanted(const SearchPlace &place, AccountId sender) const
{
    if ((m_query.before && place >= *m_query.before) || (m_query.sender && sender != *m_query.sender))
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
