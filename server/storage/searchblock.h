// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/documentset.h"
#include "server/storage/searchentry.h"

#include <functional>
#include <optional>

namespace confab {

/// At most 4,096 messages of the index, by their numbers in it: what each one's place is and who wrote it.
/// What they say stands in the postings beside it. A value; a row of `search_block`.
///
/// A message that was deleted or edited keeps its number, and nothing else.
class SearchBlock {
public:
    /// The messages that have one token.
    struct Posting {
        SearchToken token;
        DocumentSet documents;
    };
    struct Document {
        SearchPlace place;
        AccountId sender;
    };

    /// The three columns; little-endian. The ids are 8 bytes each, ascending; `documents` has 16 for each
    /// message: the index of its conversation (2) and of its sender (2), seq (4), time (8).
    struct Columns {
        QByteArray conversations;
        QByteArray senders;
        QByteArray documents;
    };

    /// Of entries in ascending order, at most DocumentSet::capacity of them.
    explicit SearchBlock(const QList<SearchEntry> &entries);
    [[nodiscard]] static Result<SearchBlock> fromColumns(Columns columns);
    [[nodiscard]] const Columns &columns() const { return m_columns; }

    [[nodiscard]] qsizetype count() const;
    /// Nothing where the message is gone.
    [[nodiscard]] std::optional<Document> document(int number) const;
    [[nodiscard]] std::optional<int> find(const SearchPlace &place) const;
    void remove(int number);

    /// The ids that a column holds.
    [[nodiscard]] static QList<qint64> ids(const QByteArray &column);
    /// What entries in ascending order have in common: their postings, by token.
    [[nodiscard]] static QList<Posting> postings(const QList<SearchEntry> &entries);

private:
    SearchBlock() = default;

    Columns m_columns;
    QList<qint64> m_conversations;
    QList<qint64> m_senders;
};

} // namespace confab
