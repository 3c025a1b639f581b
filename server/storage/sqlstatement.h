// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/connection.h"

#include <QSqlQuery>

#include <string>
#include <vector>

namespace confab {

struct PositionalSql;

/// A statement of an SqlConnection. Its rows are fetched as a whole when it is executed: both engines could
/// run nothing else on the connection meanwhile.
class SqlStatement final : public Statement {
public:
    /// `fault` is the connection's, and outlives the statement.
    SqlStatement(const QSqlDatabase &database, Engine engine, Fault &fault);

    [[nodiscard]] Result<void> prepare(const PositionalSql &sql);
    /// A text that is sent as it stands each time, and takes no values.
    void setText(const QString &sql) { m_text = sql; }

    [[nodiscard]] Result<void> execute(Bindings bindings) override;
    [[nodiscard]] Result<bool> next() override;
    [[nodiscard]] qint64 changed() const override { return m_query.numRowsAffected(); }
    void reset() override;

    [[nodiscard]] bool isNull(int column) const override { return m_query.isNull(column); }
    [[nodiscard]] qint64 integer(int column) const override { return m_query.value(column).toLongLong(); }
    [[nodiscard]] QByteArray bytes(int column) const override { return m_query.value(column).toByteArray(); }
    [[nodiscard]] QByteArrayView utf8(int column) const override;
    [[nodiscard]] QByteArrayView blob(int column) const override;

private:
    void bind(Bindings bindings);
    [[nodiscard]] Error failure();

    const Engine m_engine;
    Fault &m_fault;
    QSqlQuery m_query;
    QString m_text; // of one that is not prepared
    std::vector<std::string> m_names; // of the placeholders, in order
    mutable std::vector<QByteArray> m_texts; // what utf8() has answered of this row, by column
};

} // namespace confab
