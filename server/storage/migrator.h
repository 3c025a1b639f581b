// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <QList>

namespace confab {

/// Brings a database to the schema this program was built with.
///
/// Migrations are `resources/migrations/<dialect>/NNNN_name.sql`, compiled in, with the same numbers and
/// meaning on every engine. On SQLite and PostgreSQL each runs in a transaction of its own, with its record;
/// MariaDB cannot, so there a half migrated database is recognised and refused. Of several nodes that start
/// together one migrates and the others wait. A database that a newer program has migrated is refused, unless
/// that program's migrations say that they are compatible. An embedded database that holds data is copied to
/// `<file>.before-NNNN` first.
class Migrator {
public:
    /// One file, `NNNN_name.sql`.
    struct Migration {
        int number;
        QString name;
        QString sql;
        int oldest; ///< from which migration on a program can use the database after this one
    };

    explicit Migrator(Engine engine = Engine::Sqlite);
    explicit Migrator(QString folder);

    /// Runs what is missing; answers how many ran.
    [[nodiscard]] Result<int> migrate(Database &database) const;

    /// In the order of their numbers.
    [[nodiscard]] Result<QList<Migration>> migrations() const;
    /// The number of the last migration this program has.
    [[nodiscard]] int newest() const;
    /// The number of the last migration that `database` has; 0 for an empty one.
    [[nodiscard]] static Result<int> version(Database &database);
    /// The statements of an SQL text, split at `;` outside of quotes and comments.
    [[nodiscard]] static QStringList statements(const QString &sql);

private:
    [[nodiscard]] Result<int> migrateLocked(Database &database) const;
    [[nodiscard]] static Result<void> copy(Database &database, int number);
    [[nodiscard]] static Result<void> makeNew(Database &database, const QList<Migration> &all);
    [[nodiscard]] static Result<void> runAll(Database &database, const QList<Migration> &all);
    [[nodiscard]] static Result<void> run(Database &database, const Migration &migration);
    [[nodiscard]] static Result<void> runStatements(Database &database, const Migration &migration);

    const QString m_folder;
};

} // namespace confab
