// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/databaseserver.h"

namespace confab::tests {

/// MariaDB.
class MariaDbServer final : public DatabaseServer {
public:
    /// `options` as `--name=value`.
    explicit MariaDbServer(QStringList options = {})
        : DatabaseServer(std::move(options))
    { }

    [[nodiscard]] QString program() const override;

private:
    [[nodiscard]] QByteArray user() const override { return "mysql"; }
    [[nodiscard]] QString driver() const override { return QStringLiteral("QMYSQL"); }
    [[nodiscard]] QString firstDatabase() const override { return QStringLiteral("mysql"); }
    [[nodiscard]] QString scheme() const override { return QStringLiteral("mysql"); }
    [[nodiscard]] QStringList arguments() const override;
    [[nodiscard]] QString createDatabase(const QString &name) const override;
    [[nodiscard]] int stopSignal() const override;
    [[nodiscard]] bool makeData() override;
};

} // namespace confab::tests
