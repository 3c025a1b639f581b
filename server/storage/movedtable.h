// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <QList>

namespace confab {

/// The values of all columns, in their order.
using MovedRow = std::vector<Value>;

/// A table that a Move carries, as every engine has it. A value.
struct MovedTable {
    struct Column {
        QString name;
        enum class Type { Integer, Text, Bytes } type;
    };
    QString name;
    QList<Column> columns;
    QList<int> key; ///< indexes of columns

    [[nodiscard]] QStringList columnNames() const;
    [[nodiscard]] QStringList keyNames() const;

    /// All there are, in the order in which their rows refer to each other.
    ///
    /// Those that one engine has alone are not among them: the search index, which is made anew from the
    /// messages wherever it is missing.
    [[nodiscard]] static Result<QList<MovedTable>> all();
};

} // namespace confab
