// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/searchchunk.h"

#include <deque>

namespace confab {

class LocalDatabase;

/// The messages that no chunk of the search index holds yet, folded, in memory: searched one by one.
///
/// Fewer than a chunk once the index is up to date; while it is not, the latest of them. Each is read once.
/// Used by the thread that searches alone; the database outlives it.
class UnindexedMessages final {
public:
    static constexpr int most = 2 * SearchChunk::capacity;

    explicit UnindexedMessages(LocalDatabase &database)
        : m_database(database)
    { }

    /// Takes in what has come and lets go what has been indexed.
    void refresh();
    void clear();
    /// Those that contain the folded text, the newest first.
    [[nodiscard]] QList<SearchEntry> find(const QString &folded) const;

private:
    struct Row {
        qint64 id = 0;
        SearchEntry entry = {};
        QString folded = {};
    };

    LocalDatabase &m_database;
    std::deque<Row> m_rows; ///< by id
};

} // namespace confab
