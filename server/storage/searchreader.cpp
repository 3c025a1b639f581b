// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchreader.h"

#include <algorithm>
#include <limits>

namespace confab {

namespace {

/// Blocks read at once, at most; it begins with few, as the first often have enough. Where each statement is
/// a way to another process, a few more cost less than another way.
constexpr qint64 longestStep = 256;
constexpr int growth = 4;
constexpr int sharedGrowth = 16;
/// Conditions looked at in one statement of a shared database: more than one saves ways, few save postings
/// that the ones before have made needless.
constexpr size_t conditionsAtOnce = 4;
/// What is read of a block in a shared database: such pieces of it as hold a candidate.
constexpr int pieceLength = 16;
/// Candidates whose places are read at once: first so many, then twice as many each time. The blocks
/// before theirs wait, as most often there is a page among the first.
constexpr int firstDocuments = 128;
constexpr int mostDocuments = 1024;
/// Until it was looked at, a condition is no rarer than any other.
constexpr double unknown = PostingSet::capacity;

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
    , m_step(m_isShared ? sharedGrowth : growth)
    , m_documents(firstDocuments)
{
    Q_ASSERT(!m_query.tokens.isEmpty());
    if (m_query.sender)
        m_conditions.push_back({.tokens = {searchToken(*m_query.sender)}, .frequency = unknown});
    for (const SearchToken token : m_query.tokens)
        m_conditions.push_back({.tokens = {token}, .frequency = unknown});
    if (m_query.conversations.isEmpty() || m_query.conversations.size() > narrowConversations)
        return;
    Condition where{.tokens = {}, .frequency = unknown};
    for (auto it = m_query.conversations.keyBegin(); it != m_query.conversations.keyEnd(); ++it)
        where.tokens.append(searchToken(*it));
    m_conditions.push_back(std::move(where));
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

/// Looks which messages of the next blocks have what is looked for.
Result<void> SearchReader::findBlocks()
{
    const qint64 high = m_nextBlock.block;
    m_lowest = std::max<qint64>(1, high - m_step + 1);
    m_step = std::min(longestStep, m_step * (m_isShared ? sharedGrowth : growth));
    auto found = candidates(m_lowest, high);
    if (!found)
        return found.error();
    m_found = *std::move(found);
    return {};
}

/// Reads where the messages of the last blocks stand that were found.
Result<void> SearchReader::readBlocks()
{
    if (m_found.isEmpty()) {
        if (auto found = findBlocks(); !found)
            return found;
    }
    const Candidates taken = takeCandidates();
    auto read = m_rows.parts(partsOf(taken), [&](qint64 block, const SearchBlock &part) {
        taken.value(block).visit([&](int number) {
            const auto document = part.document(number);
            if (document && isWanted(document->place, document->sender))
                take(document->place);
        });
    });
    if (!read)
        return read;
    const qint64 next = m_found.isEmpty() ? m_lowest - 1 : m_found.lastKey();
    const auto before = next > 0 ? m_rows.lastBlock(next)
                                 : Result<SearchRepository::BlockHead>(SearchRepository::BlockHead());
    if (!before)
        return before.error();
    const bool isTooOld = m_query.since && before->reachedAt < *m_query.since;
    m_nextBlock = isTooOld ? SearchRepository::BlockHead() : *before;
    return {};
}

/// The last blocks of what was found, with as many candidates as are to be read at once, or a few more.
SearchReader::Candidates SearchReader::takeCandidates()
{
    Candidates taken;
    for (int count = 0; count < m_documents && !m_found.isEmpty();) {
        const auto last = std::prev(m_found.end());
        count += last->count();
        taken.insert(last.key(), *last);
        m_found.erase(last);
    }
    m_documents = std::min(2 * m_documents, mostDocuments);
    return taken;
}

Result<SearchReader::Candidates> SearchReader::candidates(qint64 low, qint64 high)
{
    const PostingSet whole = PostingSet::first(PostingSet::capacity);
    Candidates found;
    for (qint64 block = low; block <= high; ++block)
        found.insert(block, whole);
    const size_t atOnce = m_isShared ? conditionsAtOnce : 1;
    const std::span all(m_conditions);
    for (size_t i = 0; i < all.size() && !found.isEmpty(); i += atOnce) {
        if (const auto kept = keep(all.subspan(i, std::min(atOnce, all.size() - i)), found); !kept)
            return kept.error();
    }
    // What few messages meet leaves little to look at the others for.
    std::stable_sort(m_conditions.begin(), m_conditions.end(),
                     [](const Condition &a, const Condition &b) { return a.frequency < b.frequency; });
    return found;
}

/// Leaves of the candidates those that meet each of the conditions.
Result<void> SearchReader::keep(std::span<Condition> conditions, Candidates &candidates) const
{
    QList<SearchToken> tokens;
    for (const Condition &condition : conditions)
        tokens += condition.tokens;
    const qint64 low = candidates.firstKey();
    const qint64 high = candidates.lastKey();
    std::vector<Candidates> met(conditions.size());
    auto read = m_rows.postings(tokens, low, high,
                                [&](SearchToken token, qint64 block, const PostingSet &documents) {
                                    for (size_t i = 0; i < conditions.size(); ++i) {
                                        if (conditions[i].tokens.contains(token))
                                            met[i][block].unite(documents);
                                    }
                                });
    for (size_t i = 0; i < conditions.size(); ++i) {
        qint64 count = 0;
        for (const PostingSet &documents : std::as_const(met[i]))
            count += documents.count();
        conditions[i].frequency = double(count) / double(high - low + 1);
        candidates.removeIf([&](const Candidates::iterator &it) {
            const auto documents = met[i].constFind(it.key());
            if (documents != met[i].constEnd())
                it->intersect(*documents);
            return documents == met[i].constEnd() || it->isEmpty();
        });
    }
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
