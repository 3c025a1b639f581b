// SPDX-License-Identifier: Apache-2.0
#include "server/storage/exportrepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString columns = uR"(
        SELECT id, account_id, content_id, state, done, total, size, sha256, created_at, expires_at, worker, alive_at
          FROM account_export)"_s;

ExportRow readExport(const Rows &rows)
{
    return {.id = rows.as<ExportId>(0),
            .account = rows.as<AccountId>(1),
            .content = rows.as<FileContentId>(2),
            .state = ExportState(rows.integer(3)),
            .done = rows.integer(4),
            .total = rows.integer(5),
            .size = rows.integer(6),
            .sha256 = rows.isNull(7) ? QByteArray() : rows.bytes(7),
            .createdAt = rows.time(8),
            .expiresAt = rows.optionalTime(9),
            .worker = rows.integer(10),
            .aliveAt = rows.time(11)};
}

Result<std::optional<ExportRow>> one(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(readExport(*rows)) : std::nullopt;
}

Result<QList<ExportRow>> all(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<ExportRow> found;
    while (rows->next())
        found.append(readExport(*rows));
    return found;
}

Value sumOf(const ExportRow &row)
{
    return row.sha256.isEmpty() ? Value() : Value(row.sha256);
}

} // namespace

Export ExportRow::shown() const
{
    const qint64 part = total > 0 ? std::clamp<qint64>(100 * done / total, 0, 99) : 0;
    return {.id = id,
            .state = state,
            .progress = state == ExportState::Ready ? 100 : int(part),
            .size = size,
            .createdAt = createdAt,
            .expiresAt = expiresAt};
}

Result<std::optional<ExportRow>> ExportRepository::find(ExportId id, Lock lock) const
{
    static const Lockable select(columns + u" WHERE id = :id"_s);
    return one(m_database.run(select.sql(m_database, lock), {{":id", id.value()}}));
}

Result<std::optional<ExportRow>> ExportRepository::findOf(AccountId account, Lock lock) const
{
    static const Lockable select(columns + u" WHERE account_id = :account"_s);
    return one(m_database.run(select.sql(m_database, lock), {{":account", account.value()}}));
}

Result<QList<ExportRow>> ExportRepository::running(int limit) const
{
    static const QString sql = columns + u" WHERE state = 0 ORDER BY created_at LIMIT :limit"_s;
    return all(m_database.run(sql, {{":limit", limit}}));
}

Result<QList<ExportRow>> ExportRepository::expiredBy(Timestamp at, int limit) const
{
    static const QString sql = columns + u" WHERE expires_at <= :at LIMIT :limit"_s;
    return all(m_database.run(sql, {{":at", toColumn(at)}, {":limit", limit}}));
}

Result<void> ExportRepository::insert(const ExportRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO account_export (id, account_id, content_id, state, done, total, size, sha256, created_at,
                                    expires_at, worker, alive_at)
        VALUES (:id, :account, :content, :state, :done, :total, :size, :sum, :created_at, :expires_at, :worker,
                :alive_at))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":id", row.id.value()},
                                           {":account", row.account.value()},
                                           {":content", row.content.value()},
                                           {":state", int(row.state)},
                                           {":done", row.done},
                                           {":total", row.total},
                                           {":size", row.size},
                                           {":sum", sumOf(row)},
                                           {":created_at", toColumn(row.createdAt)},
                                           {":expires_at", toColumn(row.expiresAt)},
                                           {":worker", row.worker},
                                           {":alive_at", toColumn(row.aliveAt)}}));
}

Result<void> ExportRepository::update(const ExportRow &row) const
{
    static const QString sql = uR"(
        UPDATE account_export
           SET content_id = :content, state = :state, done = :done, total = :total, size = :size, sha256 = :sum,
               expires_at = :expires_at, worker = :worker, alive_at = :alive_at
         WHERE id = :id)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":content", row.content.value()},
                                           {":state", int(row.state)},
                                           {":done", row.done},
                                           {":total", row.total},
                                           {":size", row.size},
                                           {":sum", sumOf(row)},
                                           {":expires_at", toColumn(row.expiresAt)},
                                           {":worker", row.worker},
                                           {":alive_at", toColumn(row.aliveAt)},
                                           {":id", row.id.value()}}));
}

Result<void> ExportRepository::remove(ExportId id) const
{
    return withoutCount(
        m_database.change(u"DELETE FROM account_export WHERE id = :id"_s, {{":id", id.value()}}));
}

} // namespace confab
