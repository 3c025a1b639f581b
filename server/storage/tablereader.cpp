// SPDX-License-Identifier: Apache-2.0
#include "server/storage/tablereader.h"

#include <QCryptographicHash>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// One value as no other is written.
QByteArray toBytes(const Value &value)
{
    const auto write = [](char type, const QByteArray &bytes) {
        return QByteArray(1, type) + QByteArray::number(bytes.size()) + ':' + bytes;
    };
    const auto &content = value.content();
    if (const auto *number = std::get_if<qint64>(&content))
        return write('i', QByteArray::number(*number));
    if (const auto *text = std::get_if<Utf8>(&content))
        return write('t', text->bytes);
    if (const auto *bytes = std::get_if<QByteArray>(&content))
        return write('b', *bytes);
    return write('n', {});
}

Value valueAt(const Rows &rows, int index, MovedTable::Column::Type type)
{
    using enum MovedTable::Column::Type;
    switch (type) {
    case Integer:
        return rows.integer(index);
    case Text:
        return Utf8{rows.utf8(index).toByteArray()};
    case Bytes:
        return rows.bytes(index);
    }
    Q_UNREACHABLE();
}

} // namespace

QString TableReader::selection(const MovedRow &after) const
{
    const QStringList key = m_table.keyNames();
    // MariaDB finds its place in the key only column by column, the others only by comparing rows.
    QStringList steps;
    QString equal;
    for (const QString &name : key) {
        steps.append(u"(%1%2 > :%2)"_s.arg(equal, name));
        equal += u"%1 = :%1 AND "_s.arg(name);
    }
    const QString rows = u"(%1) > (:%2)"_s.arg(key.join(", "_L1), key.join(", :"_L1));
    const QString condition = m_database.engine() == Engine::MariaDb ? steps.join(" OR "_L1) : rows;
    return u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT %5"_s
        .arg(m_table.columnNames().join(", "_L1), m_table.name,
             after.empty() ? QString() : u" WHERE "_s + condition, key.join(", "_L1))
        .arg(m_table.name == "file_chunk"_L1 ? filesAtOnce : batchLength);
}

Result<std::vector<MovedRow>> TableReader::read(const MovedRow &after)
{
    std::vector<QByteArray> placeholders;
    std::vector<Binding> bindings;
    for (const QString &name : m_table.keyNames())
        placeholders.push_back(':' + name.toLatin1());
    for (size_t i = 0; !after.empty() && i < placeholders.size(); ++i)
        bindings.push_back({placeholders[i].constData(), after[size_t(m_table.key[qsizetype(i)])]});
    std::vector<MovedRow> found;
    {
        auto rows = m_database.run(selection(after), bindings);
        if (!rows)
            return rows.error();
        while (rows->next())
            found.push_back(readRow(*rows));
    }
    if (const auto complete = m_database.takeFailure(); !complete)
        return complete.error();
    return found;
}

MovedRow TableReader::readRow(const Rows &rows) const
{
    MovedRow row;
    for (int i = 0; i < int(m_table.columns.size()); ++i)
        row.push_back(rows.isNull(i) ? Value() : valueAt(rows, i, m_table.columns[i].type));
    return row;
}

Result<MovedRow> TableReader::lastKey()
{
    const QStringList key = m_table.keyNames();
    const QString sql = u"SELECT %1 FROM %2 ORDER BY %3 DESC LIMIT 1"_s.arg(key.join(", "_L1), m_table.name,
                                                                            key.join(" DESC, "_L1));
    auto rows = m_database.run(sql);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return MovedRow();
    MovedRow row(size_t(m_table.columns.size()));
    for (int i = 0; i < int(m_table.key.size()); ++i)
        row[size_t(m_table.key[i])] = valueAt(*rows, i, m_table.columns[m_table.key[i]].type);
    return row;
}

Result<TableReader::Sum> TableReader::sum()
{
    Sum sum;
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (MovedRow after;;) {
        const auto rows = read(after);
        if (!rows)
            return rows.error();
        if (rows->empty())
            break;
        for (const MovedRow &row : *rows)
            for (const Value &value : row)
                hash.addData(toBytes(value));
        sum.rows += qint64(rows->size());
        after = rows->back();
    }
    sum.digest = hash.result();
    return sum;
}

} // namespace confab
