// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/tablereader.h"

#include <functional>

namespace confab {

/// Copies tables from one database to another, in batches, each committed. Used on the thread of both.
class TableCopier {
public:
    using Progress = std::function<void(const QString &line)>;

    TableCopier(Database &source, Database &target, Progress progress);

    /// What the source has behind the last row of the target.
    [[nodiscard]] Result<void> copy(const MovedTable &table);
    /// Reads both; an error where they differ, otherwise how many rows there are.
    [[nodiscard]] Result<qint64> compare(const MovedTable &table);

private:
    [[nodiscard]] Result<void> insert(const MovedTable &table, const std::vector<MovedRow> &rows);

    Database &m_source;
    Database &m_target;
    const Progress m_progress;
};

} // namespace confab
