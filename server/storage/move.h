// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <functional>

namespace confab {

/// Carries a whole installation from one database to another, of whatever engines: every table in the order
/// of its key, in batches, each committed. So a move that was killed goes on where the target ends. Nobody
/// may use either of them meanwhile.
///
/// A target is empty, or the half of a move from the same source. Until the end of the move it is marked
/// (isUnfinished), and no server starts on it. At the end both are read and compared, row by row. Blocks.
class Move {
public:
    using Progress = std::function<void(const QString &line)>;

    /// Both are migrated to the schema of this program: the source has been, the target is by run().
    Move(Database &source, Database &target, Progress progress);

    /// Answers how many rows the target has.
    [[nodiscard]] Result<qint64> run();

    /// Whether `database` is half of a move.
    [[nodiscard]] static Result<bool> isUnfinished(Database &database);

    static constexpr int batchLength = 1000;

private:
    struct Column {
        QString name;
        enum class Type { Integer, Text, Bytes } type;
    };
    struct Table {
        QString name;
        QList<Column> columns;
        QList<int> key; ///< indexes of columns
    };
    using Row = std::vector<Value>;
    struct Sum {
        qint64 rows = 0;
        QByteArray digest = {};
        bool operator==(const Sum &) const = default;
    };

    [[nodiscard]] static Result<QList<Table>> tables();
    [[nodiscard]] Result<void> prepareTarget();
    [[nodiscard]] Result<void> mark(const QString &epoch);
    [[nodiscard]] Result<void> copy(const Table &table);
    [[nodiscard]] Result<void> insert(const Table &table, const std::vector<Row> &rows);
    [[nodiscard]] Result<qint64> compare(const Table &table);
    [[nodiscard]] Result<void> finish(const QList<Table> &all);
    [[nodiscard]] Result<void> continueNumbers();
    /// Of the rows after the one whose key `after` has; from the first where it is empty.
    [[nodiscard]] static Result<std::vector<Row>> read(Database &database, const Table &table,
                                                       const Row &after);
    [[nodiscard]] static QString selection(Engine engine, const Table &table, const Row &after);
    [[nodiscard]] static Row readRow(const Rows &rows, const Table &table);
    [[nodiscard]] static Result<Row> last(Database &database, const Table &table);
    [[nodiscard]] static Result<Sum> sum(Database &database, const Table &table);

    Database &m_source;
    Database &m_target;
    const Progress m_progress;
};

} // namespace confab
