// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/connection.h"

namespace confab {

/// PostgreSQL and MariaDB, through Qt's QPSQL and QMYSQL.
class SqlConnection final : public Connection {
public:
    ~SqlConnection() override;

    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, Access access);

    [[nodiscard]] Result<std::unique_ptr<Statement>> prepare(const QString &sql) override;
    [[nodiscard]] Result<void> execute(const QString &sql) override;

private:
    explicit SqlConnection(QString name);

    const QString m_name; // of the QSqlDatabase
};

} // namespace confab
