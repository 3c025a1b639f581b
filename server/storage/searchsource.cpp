// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchsource.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

SearchSource::Head readHead(const Rows &rows)
{
    return {.conversation = rows.as<ConversationId>(0),
            .lastSeq = rows.as<Seq>(1),
            .change = rows.as<Change>(2),
            .createdAt = rows.time(3),
            .moved = rows.integer(4)};
}

Result<QList<SearchSource::Text>> collectTexts(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    constexpr int textKind = 0;
    QList<SearchSource::Text> texts;
    while (rows->next()) {
        texts.append({.place = {.sentAt = rows->time(2),
                                .conversation = rows->as<ConversationId>(0),
                                .seq = rows->as<Seq>(1)},
                      .sender = rows->as<AccountId>(3),
                      .change = rows->as<Change>(4),
                      .isFindable = rows->integer(5) == textKind && !rows->boolean(6),
                      .body = rows->text(7)});
    }
    return texts;
}

} // namespace

Result<std::optional<SearchSource::Head>> SearchSource::head(ConversationId conversation) const
{
    static const QString sql = uR"(
        SELECT c.id, c.last_seq, c.change, c.created_at, c.moved FROM conversation c WHERE c.id = :id)"_s;
    auto rows = m_database.run(sql, {{":id", conversation.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(readHead(*rows)) : std::nullopt;
}

Result<QList<SearchSource::Head>> SearchSource::movedSince(qint64 moved, ConversationId after,
                                                           int limit) const
{
    static const QString sql = uR"(
        SELECT c.id, c.last_seq, c.change, c.created_at, c.moved
          FROM conversation c
         WHERE c.moved >= :moved AND (c.moved > :same_moved OR c.id > :id)
         ORDER BY c.moved, c.id
         LIMIT :limit)"_s;
    auto rows = m_database.run(
        sql, {{":moved", moved}, {":same_moved", moved}, {":id", after.value()}, {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<Head> heads;
    while (rows->next())
        heads.append(readHead(*rows));
    return heads;
}

Result<qint64> SearchSource::count() const
{
    static const QString sql = u"SELECT c.last_seq FROM conversation c"_s;
    auto rows = m_database.run(sql);
    if (!rows)
        return rows.error();
    qint64 count = 0;
    while (rows->next())
        count += rows->integer(0);
    return count;
}

Result<QList<SearchSource::Text>> SearchSource::after(ConversationId conversation, Seq seq, int limit) const
{
    static const QString sql = uR"(
        SELECT m.conversation_id, m.seq, m.sent_at, m.sender_id, m.change, m.kind, m.deleted, m.body
          FROM message m
         WHERE m.conversation_id = :conversation AND m.seq > :seq
         ORDER BY m.seq
         LIMIT :limit)"_s;
    return collectTexts(m_database.run(
        sql, {{":conversation", conversation.value()}, {":seq", seq.value()}, {":limit", limit}}));
}

Result<QList<SearchSource::Text>> SearchSource::modified(ConversationId conversation, Seq seq, Change since,
                                                         int limit) const
{
    static const QString sql = uR"(
        SELECT m.conversation_id, m.seq, m.sent_at, m.sender_id, m.modified, m.kind, m.deleted, m.body
          FROM message m
         WHERE m.conversation_id = :conversation AND m.modified > :since AND m.seq <= :seq
           AND (m.deleted <> 0 OR m.edited_at IS NOT NULL)
         ORDER BY m.modified
         LIMIT :limit)"_s;
    return collectTexts(m_database.run(sql,
                                       {{":conversation", conversation.value()},
                                        {":since", since.value()},
                                        {":seq", seq.value()},
                                        {":limit", limit}}));
}

} // namespace confab
