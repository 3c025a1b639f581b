// SPDX-License-Identifier: Apache-2.0
#include "server/storage/messagerepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// What readMessage() reads; the sender stands there by name.
const QString selectMessages = uR"(
        SELECT m.conversation_id, m.seq, m.change, m.kind, m.client_id, a.username, m.sent_at, m.body, m.edited_at,
               m.deleted, m.reply_to
          FROM message m JOIN account a ON a.id = m.sender_id)"_s;

Message readMessage(const Rows &rows)
{
    Message message{.conversation = rows.as<ConversationId>(0),
                    .seq = rows.as<Seq>(1),
                    .change = rows.as<Change>(2),
                    .kind = MessageKind(rows.integer(3)),
                    .clientId = rows.uuid(4),
                    .sender = rows.text(5),
                    .sentAt = rows.time(6),
                    .body = rows.text(7),
                    .editedAt = rows.optionalTime(8),
                    .deleted = rows.boolean(9)};
    if (!rows.isNull(10))
        message.replyTo = rows.as<Seq>(10);
    return message;
}

Result<QList<Message>> collect(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<Message> messages;
    while (rows->next())
        messages.append(readMessage(*rows));
    return messages;
}

Result<std::optional<Message>> one(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(readMessage(*rows)) : std::nullopt;
}

} // namespace

Result<void> MessageRepository::insert(const Message &message, AccountId sender) const
{
    static const QString sql = uR"(
        INSERT INTO message (conversation_id, seq, change, kind, sender_id, client_id, sent_at, reply_to, body)
        VALUES (:conversation, :seq, :change, :kind, :sender, :client_id, :sent_at, :reply_to, :body))"_s;
    const auto done
        = m_database.change(sql,
                            {{":conversation", message.conversation.value()},
                             {":seq", message.seq.value()},
                             {":change", message.change.value()},
                             {":kind", int(message.kind)},
                             {":sender", sender.value()},
                             {":client_id", toColumn(message.clientId)},
                             {":sent_at", toColumn(message.sentAt)},
                             {":reply_to", message.replyTo ? Value(message.replyTo->value()) : Value()},
                             {":body", message.body}});
    return done ? Result<void>() : Result<void>(done.error());
}

Result<std::optional<Message>> MessageRepository::findByClientId(AccountId sender,
                                                                 const QUuid &clientId) const
{
    static const QString sql = selectMessages + uR"(
         WHERE m.sender_id = :sender AND m.client_id = :client_id)"_s;
    return one(m_database.run(sql, {{":sender", sender.value()}, {":client_id", toColumn(clientId)}}));
}

Result<std::optional<Message>> MessageRepository::find(ConversationId conversation, Seq seq) const
{
    static const QString sql = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.seq = :seq)"_s;
    return one(m_database.run(sql, {{":conversation", conversation.value()}, {":seq", seq.value()}}));
}

Result<QList<Message>> MessageRepository::before(ConversationId conversation, Seq seq, Seq first,
                                                 int limit) const
{
    // Paging by seq, not OFFSET: a page stays the same while messages arrive.
    static const QString sql = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.seq < :seq AND m.seq >= :first
         ORDER BY m.seq DESC
         LIMIT :limit)"_s;
    auto messages = collect(m_database.run(sql,
                                           {{":conversation", conversation.value()},
                                            {":seq", seq.value()},
                                            {":first", first.value()},
                                            {":limit", limit}}));
    if (messages)
        std::reverse(messages->begin(), messages->end());
    return messages;
}

Result<QList<Message>> MessageRepository::after(ConversationId conversation, Seq seq, Seq first,
                                                int limit) const
{
    static const QString sql = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.seq > :seq
         ORDER BY m.seq
         LIMIT :limit)"_s;
    return collect(m_database.run(sql,
                                  {{":conversation", conversation.value()},
                                   {":seq", std::max(seq, first.previous()).value()},
                                   {":limit", limit}}));
}

Result<QList<Message>> MessageRepository::changedSince(ConversationId conversation, Change since, Seq first,
                                                       int limit) const
{
    static const QString sql = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.change > :since AND m.seq >= :first
         ORDER BY m.change
         LIMIT :limit)"_s;
    return collect(m_database.run(sql,
                                  {{":conversation", conversation.value()},
                                   {":since", since.value()},
                                   {":first", first.value()},
                                   {":limit", limit}}));
}

Result<int> MessageRepository::countUnread(ConversationId conversation, Seq seq, AccountId reader,
                                           int limit) const
{
    static const QString sql = uR"(
        SELECT count(*)
          FROM (SELECT 1
                  FROM message
                 WHERE conversation_id = :conversation AND seq > :seq AND sender_id <> :reader AND deleted = 0
                 LIMIT :limit) AS others)"_s;
    auto rows = m_database.run(sql,
                               {{":conversation", conversation.value()},
                                {":seq", seq.value()},
                                {":reader", reader.value()},
                                {":limit", limit}});
    if (!rows)
        return rows.error();
    return rows->next() ? int(rows->integer(0)) : 0;
}

} // namespace confab
