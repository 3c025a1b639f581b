// SPDX-License-Identifier: Apache-2.0
#include "server/storage/filechunkrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<void> FileChunkRepository::insert(FileContentId content, qint64 number, const QByteArray &data)
{
    static const QString sql = uR"(
        INSERT INTO file_chunk (content_id, number, data)
        VALUES (:content, :number, :data))"_s;
    if (data.isEmpty() || data.size() > chunkBytes)
        return Error::invalid(u"data"_s, u"a piece has 1 to %1 bytes"_s.arg(chunkBytes));
    if (number < 0)
        return Error::invalid(u"number"_s, u"pieces are numbered from 0"_s);
    const auto before = number == 0 ? Result<qint64>(chunkBytes) : length(content, number - 1);
    if (!before)
        return before.error();
    if (*before != chunkBytes)
        return Error::invalid(u"number"_s, u"the piece before it is not there or not full"_s);
    const auto inserted
        = m_database.change(sql, {{":content", content.value()}, {":number", number}, {":data", data}});
    return inserted ? Result<void>() : Result<void>(inserted.error());
}

Result<void> FileChunkRepository::write(FileContentId content, qint64 offset, QByteArrayView data)
{
    while (!data.isEmpty()) {
        const qint64 number = numberAt(offset);
        const auto within = qsizetype(offset % chunkBytes);
        QByteArray piece;
        if (within > 0) {
            const auto begun = find(content, number);
            if (!begun)
                return begun.error();
            piece = begun->value_or(QByteArray()).left(within);
            if (piece.size() < within)
                return Error::invalid(u"offset"_s, u"leaves a hole"_s);
        }
        const qsizetype taken = std::min(chunkBytes - within, data.size());
        piece.append(data.first(taken));
        if (auto stored = put(content, number, piece); !stored)
            return stored;
        data = data.sliced(taken);
        offset += taken;
    }
    return {};
}

Result<void> FileChunkRepository::put(FileContentId content, qint64 number, const QByteArray &data)
{
    static const QString insert = u"INSERT INTO file_chunk (content_id, number, data) "
                                  "VALUES (:content, :number, :data)"_s;
    static const QString standard
        = insert + u" ON CONFLICT (content_id, number) DO UPDATE SET data = excluded.data"_s;
    static const QString mariaDb = insert + u" ON DUPLICATE KEY UPDATE data = VALUES(data)"_s;
    return withoutCount(
        m_database.change(m_database.engine() == Engine::MariaDb ? mariaDb : standard,
                          {{":content", content.value()}, {":number", number}, {":data", data}}));
}

Result<std::optional<QByteArray>> FileChunkRepository::find(FileContentId content, qint64 number)
{
    auto rows
        = m_database.run(u"SELECT data FROM file_chunk WHERE content_id = :content AND number = :number"_s,
                         {{":content", content.value()}, {":number", number}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->bytes(0)) : std::nullopt;
}

Result<qint64> FileChunkRepository::size(FileContentId content)
{
    const auto number = last(content);
    if (!number)
        return number.error();
    if (*number < 0)
        return qint64(0);
    const auto rest = length(content, *number);
    if (!rest)
        return rest.error();
    return *number * chunkBytes + *rest;
}

Result<bool> FileChunkRepository::removeSome(FileContentId content)
{
    const auto number = last(content);
    if (!number)
        return number.error();
    const qint64 from = std::max<qint64>(0, *number + 1 - removedAtOnce);
    const auto removed
        = m_database.change(u"DELETE FROM file_chunk WHERE content_id = :content AND number >= :from"_s,
                            {{":content", content.value()}, {":from", from}});
    if (!removed)
        return removed.error();
    return from == 0;
}

Result<qint64> FileChunkRepository::length(FileContentId content, qint64 number)
{
    // Of bytes, on every engine.
    static const QString sql = uR"(
        SELECT length(data) FROM file_chunk WHERE content_id = :content AND number = :number)"_s;
    auto rows = m_database.run(sql, {{":content", content.value()}, {":number", number}});
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(0);
}

Result<qint64> FileChunkRepository::last(FileContentId content)
{
    static const QString sql = uR"(
        SELECT coalesce(max(number), -1) FROM file_chunk WHERE content_id = :content)"_s;
    auto rows = m_database.run(sql, {{":content", content.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(-1);
}

} // namespace confab
