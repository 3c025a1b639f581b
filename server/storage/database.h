// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/rows.h"
#include "shared/core/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QString>

#include <memory>
#include <thread>

class QSqlQuery;

namespace confab {

/// A value for a named placeholder of an SQL text.
struct Binding {
    const char *name; ///< with its colon, ":seq"
    QVariant value;
};
using Bindings = std::initializer_list<Binding>;

/// One connection to the database, with its prepared statements.
///
/// Belongs to the thread that opened it, and says so with an assertion. SQLite: WAL, `synchronous=FULL`,
/// `foreign_keys=ON`; a reader's connection is `query_only`.
class Database {
public:
    enum class Access { Read, Write };

    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// `path` is a file, created by a writer when missing, or `:memory:`.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &path, Access access);

    /// Runs a statement; it is prepared once for each connection. `sql` must be a constant, values are bound.
    /// The rows hold the statement until they are destroyed: run the same SQL again only after that.
    [[nodiscard]] Result<Rows> run(const QString &sql, Bindings bindings = {});
    /// The same for a statement whose rows nobody wants; answers how many it changed.
    [[nodiscard]] Result<qint64> change(const QString &sql, Bindings bindings = {});
    /// A statement that is not kept: PRAGMA, DDL, BEGIN.
    [[nodiscard]] Result<void> execute(const QString &sql);

    [[nodiscard]] QString path() const { return m_path; }

private:
    Database(QString path, QString connection);

    [[nodiscard]] Result<std::shared_ptr<QSqlQuery>> prepare(const QString &sql);

    const QString m_path;
    const QString m_connection;
    const std::thread::id m_thread;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_statements;
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
