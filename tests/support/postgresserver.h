// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/databaseserver.h"

namespace confab::tests {

/// PostgreSQL, from the newest version that is installed.
class PostgresServer final : public DatabaseServer {
public:
    /// `options` as `-c name=value`.
    explicit PostgresServer(QStringList options = {})
        : DatabaseServer(std::move(options))
    { }

    [[nodiscard]] QString program() const override;

private:
    [[nodiscard]] QByteArray user() const override { return "postgres"; }
    [[nodiscard]] QString driver() const override { return QStringLiteral("QPSQL"); }
    [[nodiscard]] QString firstDatabase() const override { return QStringLiteral("postgres"); }
    [[nodiscard]] QString scheme() const override { return QStringLiteral("postgresql"); }
    [[nodiscard]] QStringList arguments() const override;
    [[nodiscard]] QString createDatabase(const QString &name) const override;
    [[nodiscard]] int stopSignal() const override;
    [[nodiscard]] bool makeData() override;
};

} // namespace confab::tests
