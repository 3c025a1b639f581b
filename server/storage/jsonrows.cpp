// SPDX-License-Identifier: Apache-2.0
#include "server/storage/jsonrows.h"

#include <QJsonDocument>
#include <QStringList>

namespace confab::jsonrows {

using namespace Qt::StringLiterals;

QString table(Engine engine, const QStringList &columns)
{
    QStringList parts;
    for (int i = 0; i < int(columns.size()); ++i) {
        const QString name = columns[i].section(u' ', 0, 0);
        const QString type = columns[i].section(u' ', 1);
        if (engine == Engine::PostgreSql)
            parts.append(u"(v->>%1)::%2 AS %3"_s.arg(i).arg(type, name));
        else
            parts.append(u"%1 %2%3 PATH '$[%4]'"_s
                             .arg(name, type, type == "TEXT"_L1 ? u" CHARACTER SET utf8mb4"_s : QString())
                             .arg(i));
    }
    const QString list = parts.join(u", "_s);
    return engine == Engine::PostgreSql
        ? u"(SELECT %1 FROM jsonb_array_elements(:rows) AS v) AS given"_s.arg(list)
        : u"json_table(:rows, '$[*]' COLUMNS (%1)) AS given"_s.arg(list);
}

Value value(const QJsonArray &rows)
{
    return Utf8{QJsonDocument(rows).toJson(QJsonDocument::Compact)};
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString unhex(Engine engine, const QString &column)
{
    return (engine == Engine::PostgreSql ? u"decode(%1, 'hex')"_s : u"unhex(%1)"_s).arg(column);
}

QString join(Engine engine)
{
    return engine == Engine::PostgreSql ? u"JOIN"_s : u"STRAIGHT_JOIN"_s;
}

QString lookUp(Engine engine, const QString &table, const QString &condition)
{
    // PostgreSQL takes any list for a hundred rows, and then reads a whole index to save looking into it a
    // hundred times; OFFSET keeps what it does for one row apart from the others.
    return (engine == Engine::PostgreSql
                ? u"CROSS JOIN LATERAL (SELECT * FROM %1 WHERE %2 OFFSET 0) AS %3"_s.arg(
                    table, condition, table.section(u' ', -1))
                : u"STRAIGHT_JOIN %1 ON %2"_s.arg(table, condition));
}

} // namespace confab::jsonrows
