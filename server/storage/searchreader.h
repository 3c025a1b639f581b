// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/searchrepository.h"

#include <QHash>
#include <QMap>

#include <span>
#include <vector>

namespace confab {

/// What is looked for in the index.
struct SearchQuery {
    QList<SearchToken> tokens; ///< a message must have all of them; at least one
    QHash<ConversationId, Seq> conversations; ///< where, and from which message on
    std::optional<AccountId> sender = {};
    std::optional<Timestamp> since = {}; ///< nothing older
    std::optional<SearchPlace> before = {};
};

/// The reading side of the search index: the messages that may match, latest first, as far as they are asked
/// for. Used on its database's thread, within one snapshot.
///
/// Of many blocks at once it looks which messages meet all conditions, first what few meet; where these stand
/// is read of no more blocks than it takes to answer.
///
/// Goes through the blocks backwards. Those were made in the order of time, but not quite (a message may be
/// indexed late): what a block held is given out when no earlier block can hold anything later.
class SearchReader {
public:
    SearchReader(Database &database, SearchQuery query);

    /// The next ones, at most `count`; fewer at the end.
    [[nodiscard]] Result<QList<SearchPlace>> next(qsizetype count);

    /// No more than this many come out in all, so that what waits is bounded.
    static constexpr qsizetype reach = 4096;
    /// Who searches in no more conversations than this has the index look for them; the others' messages are
    /// told apart when they are met.
    static constexpr qsizetype narrowConversations = 64;

private:
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> readFresh();
    [[nodiscard]] Result<void> findBlocks();
    [[nodiscard]] Result<void> readBlocks();
    using Candidates = QMap<qint64, PostingSet>; // by block
    /// A message must have one of the tokens.
    struct Condition {
        QList<SearchToken> tokens;
        double frequency; ///< how many messages of a block met it where it was looked at last
    };
    [[nodiscard]] Result<Candidates> candidates(qint64 low, qint64 high);
    [[nodiscard]] Candidates takeCandidates();
    [[nodiscard]] Result<void> keep(std::span<Condition> conditions, Candidates &candidates) const;
    [[nodiscard]] QList<SearchRepository::Part> partsOf(const Candidates &candidates) const;
    [[nodiscard]] bool isWanted(const SearchPlace &place, AccountId sender) const;
    void take(const SearchPlace &place);

    const SearchRepository m_rows;
    const SearchQuery m_query;
    const bool m_isShared; // each statement is a way to another process
    std::vector<Condition> m_conditions; // a message must meet all of them; the rarest first, as far as known
    std::vector<SearchPlace> m_waiting; // a heap, the latest on top
    std::optional<SearchPlace> m_last; // was given out last
    SearchRepository::BlockHead m_nextBlock; // nothing of it and those before it was taken yet
    Candidates m_found; // of blocks up to that one
    qint64 m_lowest = 0; // the first block that was looked at for these
    qint64 m_step; // blocks to look at next
    int m_documents; // to read next
    bool m_begun = false;
};

} // namespace confab
