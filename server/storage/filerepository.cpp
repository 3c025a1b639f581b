// SPDX-License-Identifier: Apache-2.0
#include "server/storage/filerepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> side(const Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(int(rows.integer(column)));
}

Result<bool> hasRow(Result<Rows> rows)
{
    return rows ? Result<bool>(rows->next()) : Result<bool>(rows.error());
}

/// The first column of them.
template <typename T>
Result<QList<T>> list(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<T> found;
    while (rows->next())
        found.append(rows->as<T>(0));
    return found;
}

} // namespace

Result<std::optional<FileRow>> FileRepository::find(FileId id, Lock lock) const
{
    static const Lockable select(uR"(
        SELECT id, name, size, media_type, width, height, content_id, owner_id, created_at, expires_at
          FROM file
         WHERE id = :id)"_s);
    auto rows = m_database.run(select.sql(m_database, lock), {{":id", id.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<FileRow>();
    return std::optional(FileRow{.shown = {.id = rows->as<FileId>(0),
                                           .name = rows->text(1),
                                           .size = rows->integer(2),
                                           .mediaType = rows->text(3),
                                           .width = side(*rows, 4),
                                           .height = side(*rows, 5)},
                                 .content = rows->as<FileContentId>(6),
                                 .owner = rows->as<AccountId>(7),
                                 .createdAt = rows->time(8),
                                 .expiresAt = rows->optionalTime(9)});
}

Result<void> FileRepository::insert(const FileRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO file (id, content_id, owner_id, name, media_type, size, width, height, created_at, expires_at)
        VALUES (:id, :content, :owner, :name, :media_type, :size, :width, :height, :created_at, :expires_at))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":id", row.shown.id.value()},
                                           {":content", row.content.value()},
                                           {":owner", row.owner.value()},
                                           {":name", row.shown.name},
                                           {":media_type", row.shown.mediaType},
                                           {":size", row.shown.size},
                                           {":width", row.shown.width},
                                           {":height", row.shown.height},
                                           {":created_at", toColumn(row.createdAt)},
                                           {":expires_at", toColumn(row.expiresAt)}}));
}

Result<void> FileRepository::remove(FileId id) const
{
    return withoutCount(m_database.change(u"DELETE FROM file WHERE id = :id"_s, {{":id", id.value()}}));
}

Result<bool> FileRepository::isShownTo(FileId id, AccountId account) const
{
    static const QString sql = uR"(
        SELECT 1
          FROM attachment a
          JOIN member m ON m.conversation_id = a.conversation_id AND m.account_id = :account
         WHERE a.file_id = :file AND m.left_at IS NULL AND a.seq >= m.first_seq
         LIMIT 1)"_s;
    return hasRow(m_database.run(sql, {{":account", account.value()}, {":file", id.value()}}));
}

Result<qint64> FileRepository::usedBy(AccountId account) const
{
    static const QString sql = u"SELECT coalesce(sum(size), 0) FROM file WHERE owner_id = :owner"_s;
    auto rows = m_database.run(sql, {{":owner", account.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(0);
}

Result<QList<Seq>> FileRepository::holders(ConversationId conversation, Seq first, Seq last, int limit) const
{
    // Each message that holds any has one that is its first: the primary key answers, without DISTINCT.
    static const QString sql = uR"(
        SELECT seq FROM attachment
         WHERE conversation_id = :conversation AND seq BETWEEN :first AND :last AND number = 0
         ORDER BY seq DESC LIMIT :limit)"_s;
    return list<Seq>(m_database.run(sql,
                                    {{":conversation", conversation.value()},
                                     {":first", first.value()},
                                     {":last", last.value()},
                                     {":limit", limit}}));
}

Result<void> FileRepository::attach(ConversationId conversation, Seq seq,
                                    const QList<Attachment> &files) const
{
    static const QString sql = uR"(
        INSERT INTO attachment (conversation_id, seq, number, file_id)
        VALUES (:conversation, :seq, :number, :file))"_s;
    int number = 0;
    for (const Attachment &file : files) {
        const auto inserted = m_database.change(sql,
                                                {{":conversation", conversation.value()},
                                                 {":seq", seq.value()},
                                                 {":number", number++},
                                                 {":file", file.id.value()}});
        if (!inserted)
            return inserted.error();
        if (auto kept = setExpiresAt(file.id, std::nullopt); !kept)
            return kept;
    }
    return {};
}

Result<void> FileRepository::release(ConversationId conversation, Seq seq, Timestamp at) const
{
    static const QString sql = uR"(
        DELETE FROM attachment WHERE conversation_id = :conversation AND seq = :seq)"_s;
    const auto files = heldBy(conversation, seq);
    if (!files || files->isEmpty())
        return files ? Result<void>() : Result<void>(files.error());
    // Before anything is counted: who forwards the file meanwhile has it locked, or waits here.
    for (const FileId file : *files) {
        if (const auto locked = find(file, Lock::Row); !locked)
            return locked.error();
    }
    const auto removed
        = m_database.change(sql, {{":conversation", conversation.value()}, {":seq", seq.value()}});
    if (!removed)
        return removed.error();
    for (const FileId file : *files) {
        const auto held = isHeld(file);
        if (!held)
            return held.error();
        if (*held)
            continue;
        if (auto set = setExpiresAt(file, at); !set)
            return set;
    }
    return {};
}

Result<QList<FileId>> FileRepository::heldBy(ConversationId conversation, Seq seq) const
{
    static const QString sql = uR"(
        SELECT file_id FROM attachment
         WHERE conversation_id = :conversation AND seq = :seq
         ORDER BY file_id)"_s;
    return list<FileId>(
        m_database.run(sql, {{":conversation", conversation.value()}, {":seq", seq.value()}}));
}

Result<bool> FileRepository::isHeld(FileId id) const
{
    return hasRow(
        m_database.run(u"SELECT 1 FROM attachment WHERE file_id = :file LIMIT 1"_s, {{":file", id.value()}}));
}

Result<QList<FileId>> FileRepository::expiredBy(Timestamp at, int limit) const
{
    static const QString sql = uR"(
        SELECT id FROM file WHERE expires_at <= :at ORDER BY expires_at LIMIT :limit)"_s;
    return list<FileId>(m_database.run(sql, {{":at", toColumn(at)}, {":limit", limit}}));
}

Result<void> FileRepository::setExpiresAt(FileId id, std::optional<Timestamp> at) const
{
    return withoutCount(m_database.change(u"UPDATE file SET expires_at = :at WHERE id = :id"_s,
                                          {{":at", toColumn(at)}, {":id", id.value()}}));
}

} // namespace confab
