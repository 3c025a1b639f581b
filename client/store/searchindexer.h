// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/searchindex.h"

namespace confab {

/// Brings the search index up to date in small steps: first what has come, as soon as it fills a chunk, then
/// what was there before the index.
///
/// A chunk and the mark of how far it goes are one transaction of the index's file; only then is what it
/// holds taken off the list in the messages' file. A process that ends in between indexes some messages
/// twice, never none. Used by the thread that searches alone; everything given outlives it.
class SearchIndexer final {
public:
    enum class Step { More, Idle };
    static constexpr int rowsAtOnce = 256; ///< a few milliseconds, during which no search is answered

    SearchIndexer(LocalDatabase &messages, SearchIndex &index);

    Step step();
    /// Whether every message is in the index, but for fewer than a chunk.
    [[nodiscard]] bool isUpToDate() const;

private:
    enum class Source { None, Unindexed, Old };

    Result<Source> choose();
    Result<void> startOverIfOther();
    /// Both answer whether there is more after what they read.
    Result<bool> readUnindexed();
    Result<bool> readOld();
    void take(const QSqlQuery &row);
    Result<void> write();
    Result<void> finish(bool isMore);

    LocalDatabase &m_messages;
    SearchIndex &m_index;
    Source m_source = Source::None;
    SearchChunk m_chunk;
    qint64 m_lastId = 0; ///< of `unindexed`
    SearchIndex::Progress m_progress;
};

} // namespace confab
