// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <QList>

namespace confab {

/// Brings a database to the schema this program was built with.
///
/// Migrations are `resources/migrations/<dialect>/NNNN_name.sql`, compiled in. Each runs in a transaction of
/// its own, with its record in `schema_migration`: on SQLite a half migrated schema cannot be. A database
/// that a newer program has migrated is refused. An embedded database that holds data is copied to
/// `<file>.before-NNNN` first.
class Migrator {
public:
    /// One file, `NNNN_name.sql`.
    struct Migration {
        int number;
        QString name;
        QString sql;
    };

    explicit Migrator(QString folder = QStringLiteral(":/migrations/sqlite"));

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
    [[nodiscard]] static Result<void> record(Database &database, const Migration &migration);
    [[nodiscard]] Result<void> run(Database &database, const Migration &migration) const;

    const QString m_folder;
};

} // namespace confab
