// SPDX-License-Identifier: Apache-2.0
#include "server/storage/tablecopier.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 progressInterval = 50'000; // rows

} // namespace

TableCopier::TableCopier(Database &source, Database &target, Progress progress)
    : m_source(source)
    , m_target(target)
    , m_progress(std::move(progress))
{ }

Result<void> TableCopier::copy(const MovedTable &table)
{
    TableReader source(m_source, table);
    auto after = TableReader(m_target, table).lastKey();
    if (!after)
        return after.error();
    for (qint64 copied = 0;;) {
        const auto rows = source.read(*after);
        if (!rows)
            return rows.error();
        if (rows->empty()) {
            m_progress(u"%1: %2 rows copied"_s.arg(table.name).arg(copied));
            return {};
        }
        if (auto inserted = insert(table, *rows); !inserted)
            return inserted;
        *after = rows->back();
        if ((copied % progressInterval) + qint64(rows->size()) >= progressInterval)
            m_progress(u"%1: %2 rows so far"_s.arg(table.name).arg(copied + qint64(rows->size())));
        copied += qint64(rows->size());
    }
}

Result<void> TableCopier::insert(const MovedTable &table, const std::vector<MovedRow> &rows)
{
    const QStringList columns = table.columnNames();
    std::vector<QByteArray> placeholders;
    for (const QString &column : columns)
        placeholders.push_back(':' + column.toLatin1());
    const QString sql = u"INSERT INTO %1 (%2) VALUES (:%3)"_s.arg(table.name, columns.join(", "_L1),
                                                                  columns.join(", :"_L1));
    Result<void> done = m_target.begin();
    for (const MovedRow &row : rows) {
        std::vector<Binding> bindings;
        for (size_t i = 0; i < row.size(); ++i)
            bindings.push_back({placeholders[i].constData(), row[i]});
        if (done)
            done = withoutCount(m_target.change(sql, bindings));
    }
    if (done)
        done = m_target.commit();
    if (!done)
        m_target.rollback();
    return done;
}

Result<qint64> TableCopier::compare(const MovedTable &table)
{
    const auto here = TableReader(m_source, table).sum();
    if (!here)
        return here.error();
    const auto there = TableReader(m_target, table).sum();
    if (!there)
        return there.error();
    if (*here != *there) {
        return Error{ErrorCode::Internal,
                     {},
                     u"the table %1 differs: the source has %2 rows, the target %3. Was one of them in use? "
                     "Empty the target and move again"_s.arg(table.name)
                         .arg(here->rows)
                         .arg(there->rows)};
    }
    m_progress(u"%1: %2 rows are the same"_s.arg(table.name).arg(here->rows));
    return here->rows;
}

} // namespace confab
