// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/rows.h"

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
    /// A statement that is not kept: PRAGMA, DDL, BEGIN.
    [[nodiscard]] Result<void> execute(const QString &sql);

    /// What failed while rows were read since this was asked last: what was read then is not complete. Those
    /// who run whole jobs ask it after each.
    [[nodiscard]] Result<void> takeFailure() { return std::exchange(m_failure, {}); }
    void fail(const Error &error) { m_failure = error; }

    [[nodiscard]] const DatabaseUrl &url() const { return m_url; }
    [[nodiscard]] Engine engine() const { return m_url.engine; }

private:
    Database(DatabaseUrl url, std::unique_ptr<Connection> connection);

    struct Prepared {
        QString sql; // keeps the address that it is found by
        std::unique_ptr<Statement> statement;
    };
    [[nodiscard]] Result<Statement *> prepare(const QString &sql);

    const DatabaseUrl m_url;
    const std::thread::id m_thread;
    const std::unique_ptr<Connection> m_connection;
    std::unordered_map<const QChar *, Prepared> m_statements;
    Result<void> m_failure;
};

/// A read transaction: what is read within it is one snapshot. Ends with its scope.
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
