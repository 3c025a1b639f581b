// SPDX-License-Identifier: Apache-2.0
#include "server/storage/filecontentrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<FileContentRow>> FileContentRepository::one(const QString &sql, Bindings bindings) const
{
    auto rows = m_database.run(sql, bindings);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<FileContentRow>();
    return std::optional(
        FileContentRow{.id = rows->as<FileContentId>(0), .sha256 = rows->bytes(1), .size = rows->integer(2)});
}

Result<std::optional<FileContentRow>> FileContentRepository::find(FileContentId id, Lock lock) const
{
    static const Lockable select(u"SELECT id, sha256, size FROM file_content WHERE id = :id"_s);
    return one(select.sql(m_database, lock), {{":id", id.value()}});
}

Result<std::optional<FileContentRow>> FileContentRepository::findBySum(const QByteArray &sha256,
                                                                       Lock lock) const
{
    static const Lockable select(u"SELECT id, sha256, size FROM file_content WHERE sha256 = :sum"_s);
    return one(select.sql(m_database, lock), {{":sum", sha256}});
}

Result<void> FileContentRepository::insert(const FileContentRow &row) const
{
    static const QString sql = u"INSERT INTO file_content (id, sha256, size) VALUES (:id, :sum, :size)"_s;
    return withoutCount(
        m_database.change(sql, {{":id", row.id.value()}, {":sum", row.sha256}, {":size", row.size}}));
}

Result<bool> FileContentRepository::isUsed(FileContentId id) const
{
    auto rows = m_database.run(u"SELECT 1 FROM file WHERE content_id = :id LIMIT 1"_s, {{":id", id.value()}});
    return rows ? Result<bool>(rows->next()) : Result<bool>(rows.error());
}

Result<void> FileContentRepository::discard(FileContentId id) const
{
    const auto removed
        = m_database.change(u"DELETE FROM file_content WHERE id = :id"_s, {{":id", id.value()}});
    if (!removed)
        return removed.error();
    return withoutCount(
        m_database.change(u"INSERT INTO file_garbage (content_id) VALUES (:id)"_s, {{":id", id.value()}}));
}

Result<qint64> FileContentRepository::total() const
{
    static const QString sql = uR"(
        SELECT (SELECT coalesce(sum(size), 0) FROM file_content),
               (SELECT coalesce(sum(size), 0) FROM account_export))"_s;
    auto rows = m_database.run(sql);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) + rows->integer(1) : qint64(0);
}

Result<bool> FileContentRepository::removeSomeGarbage() const
{
    std::optional<FileContentId> content;
    {
        auto rows = m_database.run(u"SELECT content_id FROM file_garbage ORDER BY content_id LIMIT 1"_s);
        if (!rows)
            return rows.error();
        if (!rows->next())
            return true;
        content = rows->as<FileContentId>(0);
    }
    const auto emptied = FileChunkRepository(m_database).removeSome(*content);
    if (!emptied)
        return emptied.error();
    if (!*emptied)
        return false;
    const auto removed = m_database.change(u"DELETE FROM file_garbage WHERE content_id = :id"_s,
                                           {{":id", content->value()}});
    return removed ? Result<bool>(false) : Result<bool>(removed.error());
}

} // namespace confab
