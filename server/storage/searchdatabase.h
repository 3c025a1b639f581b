// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <atomic>

namespace confab {

/// Where the search index is kept: with SQLite in a file of its own, as indexing may not keep the messages
/// waiting; else in the shared database, with everything else. Thread-safe.
class SearchDatabase {
public:
    /// `file` is that of SQLite's index; made when it is missing.
    SearchDatabase(DatabaseUrl main, QString file);

    /// A connection that writes. Makes the tables where they are missing; a file that cannot be used is
    /// thrown away first, as all that is in it can be made anew.
    [[nodiscard]] Result<std::unique_ptr<Database>> open();
    /// Lets `main`, a connection that reads messages, read the index too: the one that is there now, also
    /// when it was thrown away and made anew since. Not within a transaction.
    [[nodiscard]] Result<void> attach(Database &main) const;

    /// Whether the file is still there; always so for a shared database.
    [[nodiscard]] bool isThere() const;
    /// Reads all of it through `database`, a connection to it.
    [[nodiscard]] bool isSound(Database &database) const;
    /// Removes the file; who has attached it attaches the next one. Does nothing with a shared database.
    void discard();

private:
    [[nodiscard]] Result<std::unique_ptr<Database>> openFile() const;

    const DatabaseUrl m_url;
    const bool m_isFile;
    std::atomic<int> m_generation{1}; // of the file
};

/// One transaction of those who write to the index: one at a time, on whatever node. Undone at its end unless
/// it was committed.
class SearchTransaction {
public:
    [[nodiscard]] static Result<SearchTransaction> begin(Database &index);
    SearchTransaction(SearchTransaction &&other) noexcept;
    ~SearchTransaction();

    [[nodiscard]] Result<void> commit();

private:
    explicit SearchTransaction(Database &index);

    Database *m_index;
};

} // namespace confab
