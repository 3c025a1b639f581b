// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// The table `schema_migration`: which migrations a database has, and from which on a program can use it.
///
/// On PostgreSQL and SQLite a migration and its record stand or fall together. MariaDB commits at every
/// statement that changes the schema: there the beginning is recorded too, so that one which did not come to
/// its end is seen. Used on its database's thread.
class MigrationJournal {
public:
    explicit MigrationJournal(Database &database)
        : m_database(database)
    { }

    struct State {
        int newest = 0; ///< the last migration that finished; 0 for an empty database
        int oldest = 0; ///< a program that knows no migration up to this one must leave the database alone
        QString unfinished = {}; ///< the name of one that began and did not finish
    };
    [[nodiscard]] Result<State> read();

    /// Makes the table where it is missing.
    [[nodiscard]] Result<void> create();
    /// Records that a migration begins; MariaDB only, nothing elsewhere.
    [[nodiscard]] Result<void> begin(int number, const QString &name, int oldest);
    /// Records that it has finished.
    [[nodiscard]] Result<void> finish(int number, const QString &name, int oldest);

    /// Keeps other nodes from migrating, until unlock() or the end of the connection; waits for those that
    /// do. Nothing on SQLite, where the data directory is locked.
    [[nodiscard]] Result<void> lock();
    void unlock();

private:
    [[nodiscard]] Result<bool> exists();
    [[nodiscard]] Result<bool> tryLock();

    Database &m_database;
};

} // namespace confab
