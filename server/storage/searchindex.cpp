// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchindex.h"

#include <algorithm>
#include <limits>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString freshSizeName = u"fresh"_s; ///< "<entries> <bytes>"

} // namespace

Result<void> SearchIndex::add(const QList<SearchEntry> &entries) const
{
    if (entries.isEmpty())
        return {};
    const QByteArray encoded = encodeEntries(entries);
    if (auto inserted = m_rows.insertFresh(encoded); !inserted)
        return inserted;
    auto size = freshSize();
    if (!size)
        return size.error();
    size->entries += entries.size();
    size->bytes += encoded.size();
    if (auto stored = setFreshSize(*size); !stored)
        return stored;
    return size->entries >= freshEntries || size->bytes >= freshBytes ? makeBlocks() : Result<void>();
}

Result<SearchIndex::Size> SearchIndex::freshSize() const
{
    const auto stored = m_rows.state(freshSizeName);
    if (!stored)
        return stored.error();
    const QStringList parts = stored->value_or(QString()).split(u' ');
    return Size{.entries = parts.value(0).toLongLong(), .bytes = parts.value(1).toLongLong()};
}

Result<void> SearchIndex::setFreshSize(const Size &size) const
{
    return m_rows.setState(freshSizeName, u"%1 %2"_s.arg(size.entries).arg(size.bytes));
}

Result<void> SearchIndex::replaceFresh(const QList<SearchEntry> &entries) const
{
    if (auto cleared = m_rows.clearFresh(); !cleared)
        return cleared;
    const QByteArray encoded = encodeEntries(entries);
    if (!entries.isEmpty()) {
        if (auto inserted = m_rows.insertFresh(encoded); !inserted)
            return inserted;
    }
    return setFreshSize({.entries = entries.size(), .bytes = encoded.size()});
}

Result<void> SearchIndex::makeBlocks() const
{
    auto entries = m_rows.fresh();
    if (!entries)
        return entries.error();
    std::sort(entries->begin(), entries->end(),
              [](const SearchEntry &a, const SearchEntry &b) { return a.place < b.place; });
    qsizetype made = 0;
    do {
        const qsizetype count = std::min<qsizetype>(entries->size() - made, PostingSet::capacity);
        if (auto done = makeBlock(entries->sliced(made, count)); !done)
            return done;
        made += count;
    } while (entries->size() - made >= PostingSet::capacity);
    return replaceFresh(entries->sliced(made));
}

Result<void> SearchIndex::makeBlock(const QList<SearchEntry> &entries) const
{
    const auto last = m_rows.lastBlock(std::numeric_limits<qint64>::max());
    if (!last)
        return last.error();
    const Timestamp lastAt = entries.constLast().place.sentAt;
    const SearchRepository::BlockHead head{.block = last->block + 1,
                                           .firstAt = entries.constFirst().place.sentAt,
                                           .lastAt = lastAt,
                                           .reachedAt
                                           = last->block > 0 ? std::max(last->reachedAt, lastAt) : lastAt};
    if (auto inserted = m_rows.insertBlock(head, SearchBlock(entries)); !inserted)
        return inserted;
    return m_rows.insertPostings(head.block, SearchBlock::postings(entries));
}

Result<void> SearchIndex::remove(const QList<SearchPlace> &places) const
{
    auto rest = removeFresh(places);
    while (rest && !rest->isEmpty()) {
        const SearchPlace place = rest->takeFirst();
        const auto blocks = m_rows.blocksAround(place.sentAt);
        if (!blocks)
            return blocks.error();
        for (const qint64 block : *blocks) {
            // Whatever else is to go from the same block goes with it.
            QList<SearchPlace> wanted = *rest;
            wanted.prepend(place);
            if (auto removed = removeFrom(block, wanted); !removed)
                return removed;
            const bool found = !wanted.contains(place);
            wanted.removeOne(place);
            rest = wanted;
            if (found)
                break;
        }
    }
    return rest ? Result<void>() : Result<void>(rest.error());
}

Result<QList<SearchPlace>> SearchIndex::removeFresh(QList<SearchPlace> places) const
{
    if (places.isEmpty())
        return places;
    auto entries = m_rows.fresh();
    if (!entries)
        return entries.error();
    const auto goes = [&](const SearchEntry &entry) { return places.removeOne(entry.place); };
    if (entries->removeIf(goes) > 0) {
        if (const auto replaced = replaceFresh(*entries); !replaced)
            return replaced.error();
    }
    return places;
}

Result<void> SearchIndex::removeFrom(qint64 number, QList<SearchPlace> &places) const
{
    auto block = m_rows.block(number);
    if (!block)
        return block.error();
    QList<int> gone;
    places.removeIf([&](const SearchPlace &place) {
        const auto found = block->find(place);
        if (found)
            gone.append(*found);
        return found.has_value();
    });
    if (gone.isEmpty())
        return {};
    for (const int document : gone)
        block->remove(document);
    if (auto updated = m_rows.updateDocuments(number, *block); !updated)
        return updated;
    // The text is not there any more to say which tokens it had.
    auto postings = m_rows.postingsOf(number);
    if (!postings)
        return postings.error();
    for (SearchBlock::Posting &posting : *postings) {
        const PostingSet before = posting.documents;
        for (const int document : gone)
            posting.documents.remove(document);
        if (posting.documents == before)
            continue;
        if (auto updated = m_rows.updatePosting(number, posting); !updated)
            return updated;
    }
    return {};
}

} // namespace confab
