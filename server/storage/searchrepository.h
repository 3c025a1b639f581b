// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "server/storage/searchblock.h"

#include <QJsonArray>

#include <functional>

namespace confab {

/// The tables of the search index, `search_…`. Cheap to make; used on its database's thread.
class SearchRepository {
public:
    explicit SearchRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<QString>> state(const QString &name) const;
    [[nodiscard]] Result<void> setState(const QString &name, const QString &value) const;

    /// How far a conversation is indexed.
    struct Progress {
        ConversationId conversation;
        Seq seq = {};
        Change change = {};
    };
    /// Zeros where nothing of it is.
    [[nodiscard]] Result<Progress> progress(ConversationId conversation) const;
    [[nodiscard]] Result<void> setProgress(const Progress &progress) const;

    /// What no block holds yet, in the order it came.
    [[nodiscard]] Result<QList<SearchEntry>> fresh() const;
    [[nodiscard]] Result<void> insertFresh(const QByteArray &entries) const;
    [[nodiscard]] Result<void> clearFresh() const;

    /// A block but for its messages.
    struct BlockHead {
        qint64 block = 0; ///< 0: there is none
        Timestamp firstAt = {};
        Timestamp lastAt = {};
        Timestamp reachedAt = {}; ///< no message of this block and those before it is later
    };
    /// The last block up to `block`.
    [[nodiscard]] Result<BlockHead> lastBlock(qint64 block) const;
    /// The last block that holds something sent until `time`.
    [[nodiscard]] Result<BlockHead> lastBlockFrom(Timestamp time) const;
    /// The blocks in which something sent at `time` can be.
    [[nodiscard]] Result<QList<qint64>> blocksAround(Timestamp time) const;
    [[nodiscard]] Result<SearchBlock> block(qint64 block) const;
    /// Messages of a block that stand in a row.
    struct Part {
        qint64 block = 0;
        int first = 0;
        int count = PostingSet::capacity;
    };
    /// Calls `visit(block, SearchBlock)` for each.
    using VisitPart = std::function<void(qint64 block, const SearchBlock &part)>;
    [[nodiscard]] Result<void> parts(const QList<Part> &parts, const VisitPart &visit) const;
    [[nodiscard]] Result<void> insertBlock(const BlockHead &head, const SearchBlock &block) const;
    [[nodiscard]] Result<void> updateDocuments(qint64 block, const SearchBlock &content) const;

    /// Calls `visit(token, block, documents)` for the messages of the blocks from `low` to `high` that have
    /// one of the tokens, in no order.
    using VisitPosting = std::function<void(SearchToken token, qint64 block, const PostingSet &documents)>;
    [[nodiscard]] Result<void> postings(const QList<SearchToken> &tokens, qint64 low, qint64 high,
                                        const VisitPosting &visit) const;
    [[nodiscard]] Result<QList<SearchBlock::Posting>> postingsOf(qint64 block) const;
    [[nodiscard]] Result<void> insertPostings(qint64 block,
                                              const QList<SearchBlock::Posting> &postings) const;
    /// An empty one is removed.
    [[nodiscard]] Result<void> updatePosting(qint64 block, const SearchBlock::Posting &posting) const;

    /// Forgets everything.
    [[nodiscard]] Result<void> clear() const;

private:
    [[nodiscard]] Result<void> change(const QString &sql, Bindings bindings = {}) const;
    [[nodiscard]] Result<BlockHead> head(Result<Rows> rows) const;
    [[nodiscard]] Result<void> insertAtOnce(const QJsonArray &given) const;
    [[nodiscard]] static Result<void> visitPostings(Result<Rows> rows, const VisitPosting &visit);
    [[nodiscard]] static Result<void> visitParts(Result<Rows> rows, const VisitPart &visit);

    Database &m_database;
};

} // namespace confab
