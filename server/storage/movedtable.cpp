// SPDX-License-Identifier: Apache-2.0
#include "server/storage/movedtable.h"

#include "server/storage/migrator.h"

#include <QMap>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

MovedTable::Column::Type toType(const QString &declared)
{
    using enum MovedTable::Column::Type;
    return declared == "BLOB"_L1 ? Bytes : declared == "TEXT"_L1 ? Text : Integer;
}

} // namespace

QStringList MovedTable::columnNames() const
{
    QStringList names;
    for (const Column &column : columns)
        names.append(column.name);
    return names;
}

QStringList MovedTable::keyNames() const
{
    QStringList names;
    for (const int index : key)
        names.append(columns[index].name);
    return names;
}

Result<QList<MovedTable>> MovedTable::all()
{
    // Every engine has the tables of SQLite's migrations.
    const auto schema = Database::open(DatabaseUrl::sqlite(u":memory:"_s), Access::Write);
    if (!schema)
        return schema.error();
    if (const auto migrated = Migrator().migrate(**schema); !migrated)
        return migrated.error();
    auto rows = (*schema)->run(uR"(
        SELECT t.name, c.name, c.type, c.pk
          FROM sqlite_master t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'schema_migration'
         ORDER BY t.rowid, c.cid)"_s);
    if (!rows)
        return rows.error();
    QList<MovedTable> tables;
    QMap<qint64, int> key;
    while (rows->next()) {
        if (tables.isEmpty() || tables.last().name != rows->text(0)) {
            key.clear();
            tables.append(MovedTable{.name = rows->text(0), .columns = {}, .key = {}});
        }
        tables.last().columns.append({rows->text(1), toType(rows->text(2))});
        if (rows->integer(3) > 0)
            key.insert(rows->integer(3), int(tables.last().columns.size()) - 1);
        tables.last().key = key.values();
    }
    return tables;
}

} // namespace confab
