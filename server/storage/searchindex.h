// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/searchrepository.h"
#include "shared/core/units.h"

namespace confab {

/// The writing side of the search index. Used on its database's thread, within a transaction that the caller
/// holds; nobody else writes to the index meanwhile.
///
/// The index is made of blocks of up to 4,096 messages. A block has a posting for each token (which of its
/// messages have it: a few hundred bytes at most), so that a search is a handful of bitmaps intersected, in
/// every engine the same, however common its bigrams are. What is new waits in `search_fresh`, read as it is
/// by each search, until there is enough for a block: so a message costs little more than the row it is part
/// of.
class SearchIndex {
public:
    explicit SearchIndex(Database &database)
        : m_rows(database)
    { }

    [[nodiscard]] Result<void> add(const QList<SearchEntry> &entries) const;
    /// Their tokens go with them. What is not there is passed over.
    [[nodiscard]] Result<void> remove(const QList<SearchPlace> &places) const;

    /// A block is made of what is fresh when it is so many messages, or so many bytes.
    static constexpr qsizetype freshEntries = PostingSet::capacity;
    static constexpr qsizetype freshBytes = 2 * mebibyte;

private:
    struct Size {
        qint64 entries = 0;
        qint64 bytes = 0;
    };
    [[nodiscard]] Result<Size> freshSize() const;
    [[nodiscard]] Result<void> setFreshSize(const Size &size) const;
    [[nodiscard]] Result<void> replaceFresh(const QList<SearchEntry> &entries) const;
    [[nodiscard]] Result<void> makeBlocks() const;
    [[nodiscard]] Result<void> makeBlock(const QList<SearchEntry> &entries) const;
    [[nodiscard]] Result<QList<SearchPlace>> removeFresh(QList<SearchPlace> places) const;
    [[nodiscard]] Result<void> removeFrom(qint64 block, QList<SearchPlace> &places) const;

    const SearchRepository m_rows;
};

} // namespace confab
