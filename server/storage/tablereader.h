// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/movedtable.h"

namespace confab {

/// Reads a whole table in the order of its key, batch by batch, the same on every engine. Used on its
/// database's thread.
class TableReader {
public:
    TableReader(Database &database, const MovedTable &table)
        : m_database(database)
        , m_table(table)
    { }

    /// The next `batchLength` rows after the one whose key `after` has; from the first where it is empty.
    [[nodiscard]] Result<std::vector<MovedRow>> read(const MovedRow &after);
    /// The key of the last row, the other columns null; empty where there is none.
    [[nodiscard]] Result<MovedRow> lastKey();

    /// What is equal only for the same rows.
    struct Sum {
        qint64 rows = 0;
        QByteArray digest = {};
        bool operator==(const Sum &) const = default;
    };
    [[nodiscard]] Result<Sum> sum();

    static constexpr int batchLength = 1000;
    static constexpr int filesAtOnce = 16; ///< of file_chunk, whose rows have a quarter of a MiB

private:
    [[nodiscard]] QString selection(const MovedRow &after) const;
    [[nodiscard]] MovedRow readRow(const Rows &rows) const;

    Database &m_database;
    const MovedTable &m_table;
};

} // namespace confab
