// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/databaseurl.h"
#include "server/storage/value.h"

#include <QJsonArray>

namespace confab {

/// Many rows as one value of a statement, which on a shared engine saves a round trip for each: an array of
/// arrays in JSON, and the words by which the statement reads it as a table.
namespace jsonrows {

/// `columns` are `name TYPE`, with BIGINT or TEXT; `:rows` is the placeholder, `given` the table's name.
[[nodiscard]] QString table(Engine engine, const QStringList &columns);
[[nodiscard]] Value value(const QJsonArray &rows);
/// Bytes, as the text that unhex() reads.
[[nodiscard]] QString hex(const QByteArray &bytes);
/// What makes bytes of a column of such a text.
[[nodiscard]] QString unhex(Engine engine, const QString &column);

/// The word that joins a table to the given rows, and has the rows come first.
[[nodiscard]] QString join(Engine engine);
/// Joins to each of the given rows those of `table` (its name and its alias) for which `condition` holds. For
/// tables of many rows: they are looked up by an index for each given row, also where an engine would guess
/// that reading all of the table is as quick.
[[nodiscard]] QString lookUp(Engine engine, const QString &table, const QString &condition);

/// A statement's text on either engine, made once.
class Text {
public:
    template <typename Function>
    explicit Text(Function text)
        : m_postgreSql(text(Engine::PostgreSql))
        , m_mariaDb(text(Engine::MariaDb))
    { }

    [[nodiscard]] const QString &of(Engine engine) const
    {
        return engine == Engine::PostgreSql ? m_postgreSql : m_mariaDb;
    }

private:
    const QString m_postgreSql;
    const QString m_mariaDb;
};

} // namespace jsonrows

} // namespace confab
