// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QString>

namespace confab {

/// The database engines that Confab stores in.
enum class Engine { Sqlite, PostgreSql, MariaDb };

/// Where a database is, as `database=` of the configuration has it: `sqlite:///FILE`,
/// `postgresql://user:password@host:port/name` or `mysql://user:password@host:port/name` (also `postgres:`
/// and `mariadb:`). A value.
struct DatabaseUrl {
    Engine engine = Engine::Sqlite;
    QString path = {}; ///< of SQLite's file, or `:memory:`
    QString host = {};
    quint16 port = 0;
    QString user = {};
    QString password = {};
    QString name = {}; ///< of the database on its server

    [[nodiscard]] static DatabaseUrl sqlite(QString path) { return {.path = std::move(path)}; }
    /// An error says what is wrong, and does not repeat what may be a password.
    [[nodiscard]] static Result<DatabaseUrl> parse(const QString &text);

    /// For people: without the password.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] bool isShared() const { return engine != Engine::Sqlite; }
};

} // namespace confab
