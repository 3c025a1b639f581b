// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localdatabase.h"

namespace confab {

/// Brings a client's database to the newest schema, by the files of resources/migrations/client or search.
class Migrator final {
public:
    using Schema = LocalDatabase::Schema;

    Migrator(LocalDatabase &database, Schema schema)
        : m_database(database)
        , m_schema(schema)
    { }

    Result<void> migrate();
    /// The schema this version of Confab knows.
    [[nodiscard]] static int newest(Schema schema = Schema::Account);

private:
    Result<int> current();
    Result<void> apply(int number, const QString &sql);

    LocalDatabase &m_database;
    const Schema m_schema;
};

} // namespace confab
