// SPDX-License-Identifier: Apache-2.0
#include "server/storage/uploadrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<UploadRow>> UploadRepository::find(UploadId id, Lock lock) const
{
    static const Lockable select(uR"(
        SELECT id, content_id, owner_id, name, media_type, length, received, expires_at, file_id
          FROM upload
         WHERE id = :id)"_s);
    auto rows = m_database.run(select.sql(m_database, lock), {{":id", id.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<UploadRow>();
    UploadRow row{.id = rows->as<UploadId>(0),
                  .content = rows->as<FileContentId>(1),
                  .owner = rows->as<AccountId>(2),
                  .name = rows->text(3),
                  .mediaType = rows->text(4),
                  .received = rows->integer(6),
                  .expiresAt = rows->time(7)};
    if (!rows->isNull(5))
        row.length = rows->integer(5);
    if (!rows->isNull(8))
        row.file = rows->as<FileId>(8);
    return std::optional(std::move(row));
}

Result<void> UploadRepository::insert(const UploadRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO upload (id, content_id, owner_id, name, media_type, length, received, expires_at)
        VALUES (:id, :content, :owner, :name, :media_type, :length, :received, :expires_at))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":id", row.id.value()},
                                           {":content", row.content.value()},
                                           {":owner", row.owner.value()},
                                           {":name", row.name},
                                           {":media_type", row.mediaType},
                                           {":length", row.length},
                                           {":received", row.received},
                                           {":expires_at", toColumn(row.expiresAt)}}));
}

Result<void> UploadRepository::update(const UploadRow &row) const
{
    static const QString sql = uR"(
        UPDATE upload
           SET length = :length, received = :received, expires_at = :expires_at, file_id = :file
         WHERE id = :id)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":id", row.id.value()},
                                           {":length", row.length},
                                           {":received", row.received},
                                           {":expires_at", toColumn(row.expiresAt)},
                                           {":file", row.file ? Value(row.file->value()) : Value()}}));
}

Result<void> UploadRepository::remove(UploadId id) const
{
    return withoutCount(m_database.change(u"DELETE FROM upload WHERE id = :id"_s, {{":id", id.value()}}));
}

Result<UploadRepository::Open> UploadRepository::openOf(AccountId account) const
{
    static const QString sql = uR"(
        SELECT count(*), coalesce(sum(coalesce(length, received)), 0)
          FROM upload
         WHERE owner_id = :owner AND file_id IS NULL)"_s;
    auto rows = m_database.run(sql, {{":owner", account.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? Open{.count = int(rows->integer(0)), .bytes = rows->integer(1)} : Open();
}

Result<QList<UploadId>> UploadRepository::expiredBy(Timestamp at, int limit) const
{
    static const QString sql = uR"(
        SELECT id FROM upload WHERE expires_at <= :at ORDER BY expires_at LIMIT :limit)"_s;
    auto rows = m_database.run(sql, {{":at", toColumn(at)}, {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<UploadId> found;
    while (rows->next())
        found.append(rows->as<UploadId>(0));
    return found;
}

} // namespace confab
