// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/searchentry.h"
#include "shared/core/postingset.h"

#include <optional>

namespace confab {

/// At most 4,096 messages of the index, or some of them in a row, by their numbers in it: what each one's
/// place is and who wrote it. What they say stands in the postings beside it. A value; of a row of
/// `search_block`.
///
/// A message that was deleted or edited keeps its number, and nothing else.
class SearchBlock {
public:
    /// The messages that have one token.
    struct Posting {
        SearchToken token;
        PostingSet documents;
    };
    struct Document {
        SearchPlace place;
        AccountId sender;
    };

    /// What the column takes for each message, little-endian: the ids of its conversation (0: it is gone) and
    /// of its sender (8 each), seq (4), time (8).
    static constexpr int documentBytes = 28;

    /// Of entries in ascending order, at most PostingSet::capacity of them.
    explicit SearchBlock(const QList<SearchEntry> &entries);
    /// Of a part of the column that begins with the message `first`. Internal where it is none.
    [[nodiscard]] static Result<SearchBlock> fromBytes(QByteArray documents, int first = 0);
    [[nodiscard]] const QByteArray &toBytes() const { return m_documents; }

    [[nodiscard]] int count() const { return int(m_documents.size() / documentBytes); }
    /// Nothing where the message is gone, or not in this part.
    [[nodiscard]] std::optional<Document> document(int number) const;
    [[nodiscard]] std::optional<int> find(const SearchPlace &place) const;
    void remove(int number);

    /// What entries in ascending order have in common: their postings, by token. Each also has the tokens of
    /// its conversation and its sender.
    [[nodiscard]] static QList<Posting> postings(const QList<SearchEntry> &entries);

private:
    SearchBlock() = default;

    QByteArray m_documents;
    int m_first = 0;
};

} // namespace confab
