// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QStringList>

namespace confab {

class LocalDatabase;

/// Brings a client's database to the newest schema, by the files of resources/migrations/client.
class Migrator final {
public:
    explicit Migrator(LocalDatabase &database)
        : m_database(database)
    { }

    Result<void> migrate();
    /// The schema this version of Confab knows.
    [[nodiscard]] static int newest();

private:
    Result<int> current();
    Result<void> apply(int number, const QString &sql);

    LocalDatabase &m_database;
};

} // namespace confab
