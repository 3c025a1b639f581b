// SPDX-License-Identifier: Apache-2.0
#include "server/storage/serverkeyrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<bool> ServerKeyRepository::lock()
{
    // An update that changes nothing locks its row on every engine.
    const auto locked
        = m_database.change(u"UPDATE server_key SET valid_from = valid_from WHERE number = 0"_s);
    if (!locked)
        return locked.error();
    // What MariaDB counts are the rows that became different; so the row itself is asked for.
    auto rows = m_database.run(u"SELECT 1 FROM server_key WHERE number = 0"_s);
    if (!rows)
        return rows.error();
    return rows->next();
}

Result<QList<ServerKeyRow>> ServerKeyRepository::list()
{
    auto rows = m_database.run(u"SELECT number, name, sealed, valid_from FROM server_key ORDER BY number"_s);
    if (!rows)
        return rows.error();
    QList<ServerKeyRow> keys;
    while (rows->next()) {
        keys.append({.number = rows->integer(0),
                     .name = rows->text(1).toLatin1(),
                     .sealed = rows->bytes(2),
                     .validFrom = rows->time(3)});
    }
    return keys;
}

Result<void> ServerKeyRepository::insert(const ServerKeyRow &row)
{
    static const QString sql = uR"(
        INSERT INTO server_key (number, name, sealed, valid_from)
        VALUES (:number, :name, :sealed, :valid_from))"_s;
    const auto inserted = m_database.change(sql,
                                            {{":number", row.number},
                                             {":name", QString::fromLatin1(row.name)},
                                             {":sealed", row.sealed},
                                             {":valid_from", toColumn(row.validFrom)}});
    return inserted ? Result<void>() : Result<void>(inserted.error());
}

Result<void> ServerKeyRepository::remove(qint64 number)
{
    const auto removed
        = m_database.change(u"DELETE FROM server_key WHERE number = :number"_s, {{":number", number}});
    return removed ? Result<void>() : Result<void>(removed.error());
}

} // namespace confab
