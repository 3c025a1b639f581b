// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/rows.h"

#include <QStringList>

#include <chrono>
#include <thread>
#include <unordered_map>

namespace confab {

/// One connection to the database, with its prepared statements.
///
/// Belongs to the thread that opened it, and says so with an assertion.
class Database {
public:
    using Access = confab::Access;

    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseUrl &url, Access access);

    /// Runs a statement; it is prepared once for each connection. `sql` must be a constant, values are bound.
    /// The rows hold the statement until they are destroyed: run the same SQL again only after that.
    [[nodiscard]] Result<Rows> run(const QString &sql, Bindings bindings = {});
    /// The same for a statement whose rows nobody wants; answers how many it changed.
    [[nodiscard]] Result<qint64> change(const QString &sql, Bindings bindings = {});
    /// Runs an INSERT of one row, and answers the id that the engine gave it.
    [[nodiscard]] Result<qint64> insert(const QString &sql, Bindings bindings = {});
    /// A statement that is not kept: PRAGMA, DDL.
    [[nodiscard]] Result<void> execute(const QString &sql);

    /// A transaction that writes.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> commit();
    void rollback();

    /// What failed while rows were read since this was asked last: what was read then is not complete. Those
    /// who run whole jobs ask it after each.
    [[nodiscard]] Result<void> takeFailure() { return std::exchange(m_failure, {}); }
    void fail(const Error &error) { m_failure = error; }
    /// The gravest fault since it was asked last.
    [[nodiscard]] Fault takeFault();
    /// To be called before each piece of work on a shared database: makes a lost connection anew, at most
    /// every five seconds, and asks one that was idle whether it still stands. Nothing on SQLite.
    [[nodiscard]] Result<void> ensureOpen();

    /// Works the write-ahead log in and empties it, so that nothing stands there that was deleted; false when
    /// somebody reads from it. Only SQLite has such a log.
    [[nodiscard]] Result<bool> emptyLog();
    /// Gives back what memory SQLite keeps of pages that it read and wrote: for a time without work.
    void rest();
    /// See Connection.
    void leaveLog(std::function<void(int pages)> grown) { m_connection->leaveLog(std::move(grown)); }

    /// The texts of all statements that were prepared so far: for looking at how they are run.
    [[nodiscard]] QStringList statements() const;

    [[nodiscard]] const DatabaseUrl &url() const { return m_url; }
    [[nodiscard]] Engine engine() const { return m_url.engine; }

private:
    friend class Snapshot;

    Database(DatabaseUrl url, Access access, std::unique_ptr<Connection> connection);

    struct Prepared {
        QString sql; // keeps the address that it is found by
        std::unique_ptr<Statement> statement;
    };
    [[nodiscard]] Result<Statement *> prepare(const QString &sql);
    [[nodiscard]] Result<void> reopen();

    const DatabaseUrl m_url;
    const Access m_access;
    const std::thread::id m_thread;
    std::unique_ptr<Connection> m_connection;
    std::unordered_map<const QChar *, Prepared> m_statements;
    Result<void> m_failure;
    int m_snapshots = 0; // how deep

    using SteadyTime = std::chrono::steady_clock::time_point;
    bool m_lost = false;
    SteadyTime m_seen = {}; // when the connection was known to stand
    SteadyTime m_nextTry = {};
    std::chrono::milliseconds m_backOff = {};
};

/// Whether a change was made, for those who do not ask how many rows it touched.
[[nodiscard]] inline Result<void> withoutCount(const Result<qint64> &changed)
{
    return changed ? Result<void>() : Result<void>(changed.error());
}

/// A read transaction: what is read within it is one snapshot. Ends with its scope; one that begins within
/// another is a part of that.
class Snapshot {
public:
    [[nodiscard]] static Result<Snapshot> begin(Database &database);
    Snapshot(Snapshot &&other) noexcept;
    ~Snapshot();

private:
    explicit Snapshot(Database &database);

    Database *m_database;
};

} // namespace confab
