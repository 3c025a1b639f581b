// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/connection.h"

struct sqlite3;

namespace confab {

/// SQLite through its C interface (https://sqlite.org/cintro.html), which costs a message half of what a
/// general layer over all engines does. WAL, `synchronous=FULL`, `foreign_keys=ON`; a reader's connection is
/// `query_only`.
class SqliteConnection final : public Connection {
public:
    ~SqliteConnection() override;

    /// `path` is a file, created by a writer when missing, or `:memory:`.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path, Access access);

    [[nodiscard]] Result<std::unique_ptr<Statement>> prepare(const QString &sql) override;
    [[nodiscard]] Result<void> execute(const QString &sql) override;
    void leaveLog(std::function<void(int pages)> grown) override;

private:
    explicit SqliteConnection(sqlite3 *handle);

    [[nodiscard]] Result<void> configure(Access access);

    sqlite3 *const m_handle;
    std::function<void(int pages)> m_grown;
};

} // namespace confab
