// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/tablecopier.h"

namespace confab {

/// Carries a whole installation from one database to another, of whatever engines: every table in the order
/// of its key, in batches, each committed. So a move that was killed goes on where the target ends. Nobody
/// may use either of them meanwhile.
///
/// A target is empty, or the half of a move from the same source. Until the end of the move it is marked
/// (isUnfinished), and no server starts on it. At the end both are read and compared, row by row.
///
/// The keys of the tokens are rows only where nodes share the database. Otherwise their table is passed over,
/// and `carryKeys` is called before the mark goes. Blocks.
class Move {
public:
    using Progress = TableCopier::Progress;
    using CarryKeys = std::function<Result<void>()>;

    /// Both are migrated to the schema of this program: the source has been, the target is by run().
    Move(Database &source, Database &target, Progress progress, CarryKeys carryKeys = {});

    /// Answers how many rows the target has.
    [[nodiscard]] Result<qint64> run();

    /// Whether `database` is half of a move.
    [[nodiscard]] static Result<bool> isUnfinished(Database &database);

private:
    [[nodiscard]] Result<QList<MovedTable>> tables() const;
    [[nodiscard]] Result<void> prepareTarget();
    [[nodiscard]] Result<void> mark(const QString &epoch);
    [[nodiscard]] Result<qint64> carry(const QList<MovedTable> &tables);
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Result<void> carrySettings();
    [[nodiscard]] Result<void> continueNumbers();
    [[nodiscard]] bool carriesKeysAsRows() const;

    Database &m_source;
    Database &m_target;
    const Progress m_progress;
    const CarryKeys m_carryKeys;
};

} // namespace confab
