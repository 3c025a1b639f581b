// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/connection.h"

namespace confab {

/// PostgreSQL and MariaDB, through Qt's QPSQL and QMYSQL. What differs between the two is in SqlDialect.
class SqlConnection final : public Connection {
public:
    ~SqlConnection() override;

    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, Access access);

    [[nodiscard]] Result<std::unique_ptr<Statement>> prepare(const QString &sql) override;
    [[nodiscard]] Result<void> execute(const QString &sql) override;
    [[nodiscard]] Fault takeFault() override { return std::exchange(m_fault, Fault::None); }
    [[nodiscard]] Result<void> ping() override;

private:
    SqlConnection(Engine engine, QString name);

    [[nodiscard]] Result<void> openDatabase(const DatabaseUrl &url, Access access);

    const Engine m_engine;
    const QString m_name; // of the QSqlDatabase
    Fault m_fault = Fault::None;
};

} // namespace confab
