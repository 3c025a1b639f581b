// SPDX-License-Identifier: Apache-2.0
#include "server/storage/messagerepository.h"

#include "server/storage/jsonrows.h"
#include "server/storage/reactionrepository.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Of the texts in one statement of many messages.
constexpr qsizetype maxCharacters = 1'000'000;

/// What a message holds, as its row has it.
QByteArray filesJson(const Message &message)
{
    QByteArray out;
    JsonWriter(out).value(message.attachments);
    return out;
}

Value filesOf(const Message &message)
{
    return message.attachments.isEmpty() ? Value() : Value(Utf8{filesJson(message)});
}

/// What readMessage() reads; the sender stands there by name. LEFT, so that no planner begins with the
/// people.
const QString messageColumns = uR"(
        SELECT m.conversation_id, m.seq, coalesce(m.modified, m.change), m.kind, m.client_id, a.username, m.sent_at, m.body, m.edited_at,
               m.deleted, m.reply_to, m.modified, m.files)"_s;
constexpr int modifiedColumn = 11;
const QString selectMessages = messageColumns + uR"(
          FROM message m LEFT JOIN account a ON a.id = m.sender_id)"_s;

/// The body of what nobody wrote is what happened, as JSON.
QString bodyOf(const Message &message)
{
    return message.event ? QString::fromUtf8(toJson(*message.event)) : message.body;
}

void readEvent(Message &message)
{
    const auto json = parseJsonObject(std::exchange(message.body, {}).toUtf8());
    const auto event = json ? GroupEvent::fromJson(*json) : Result<GroupEvent>(json.error());
    message.event = event ? *event : GroupEvent();
}

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
    if (message.kind == MessageKind::Event)
        readEvent(message);
    if (!rows.isNull(12))
        message.attachments = attachmentsFromJson(rows.utf8(12));
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

} // namespace

Result<void> MessageRepository::insert(const std::vector<New> &messages) const
{
    static const QString sql = uR"(
        INSERT INTO message (conversation_id, seq, change, kind, sender_id, client_id, sent_at, reply_to, body, files)
        VALUES (:conversation, :seq, :change, :kind, :sender, :client_id, :sent_at, :reply_to, :body, :files))"_s;
    if (m_database.url().isShared() && messages.size() > 1)
        return insertAtOnce(messages);
    for (const auto &[message, sender] : messages) {
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
                                 {":body", bodyOf(message)},
                                 {":files", filesOf(message)}});
        if (!done)
            return done.error();
    }
    return {};
}

Result<void> MessageRepository::insertAtOnce(const std::vector<New> &messages) const
{
    QJsonArray given;
    qsizetype size = 0;
    for (const auto &[message, sender] : messages) {
        given.append(
            QJsonArray{message.conversation.value(), message.seq.value(), message.change.value(),
                       int(message.kind), sender.value(), jsonrows::hex(message.clientId.toRfc4122()),
                       qint64(message.sentAt.time_since_epoch().count()),
                       message.replyTo ? QJsonValue(message.replyTo->value()) : QJsonValue(), bodyOf(message),
                       message.attachments.isEmpty() ? QJsonValue()
                                                     : QJsonValue(QString::fromUtf8(filesJson(message)))});
        // A server takes a statement of 16 MiB at most, if it is not told otherwise.
        size += message.body.size() + 200 + 600 * message.attachments.size();
        if (size < maxCharacters)
            continue;
        if (const auto done = insertGiven(std::exchange(given, {})); !done)
            return done;
        size = 0;
    }
    return given.isEmpty() ? Result<void>() : insertGiven(given);
}

Result<void> MessageRepository::insertGiven(const QJsonArray &given) const
{
    static const jsonrows::Text text([](Engine engine) {
        return u"INSERT INTO message (conversation_id, seq, change, kind, sender_id, client_id, sent_at, "
               u"reply_to, "
               "body, files) SELECT given.conversation_id, given.seq, given.change, given.kind, "
               "given.sender_id, "
               "%1, "
               "given.sent_at, given.reply_to, given.body, given.files FROM %2"_s.arg(
                   jsonrows::unhex(engine, u"given.client_id"_s),
                   jsonrows::table(engine,
                                   {u"conversation_id BIGINT"_s, u"seq BIGINT"_s, u"change BIGINT"_s,
                                    u"kind BIGINT"_s, u"sender_id BIGINT"_s, u"client_id TEXT"_s,
                                    u"sent_at BIGINT"_s, u"reply_to BIGINT"_s, u"body TEXT"_s,
                                    u"files TEXT"_s}));
    });
    const auto done = m_database.change(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    return withoutCount(done);
}

Result<QHash<MessageRepository::ClientKey, MessageId>> MessageRepository::written(
    const QList<ClientKey> &keys) const
{
    static const QString sql = uR"(
        SELECT conversation_id, seq
          FROM message
         WHERE sender_id = :sender AND client_id = :client_id)"_s;
    if (m_database.url().isShared() && keys.size() > 1)
        return writtenAtOnce(keys);
    QHash<ClientKey, MessageId> found;
    for (const ClientKey &key : keys) {
        auto rows
            = m_database.run(sql, {{":sender", key.sender.value()}, {":client_id", toColumn(key.clientId)}});
        if (!rows)
            return rows.error();
        if (rows->next())
            found.insert(key, {rows->as<ConversationId>(0), rows->as<Seq>(1)});
    }
    return found;
}

Result<QHash<MessageRepository::ClientKey, MessageId>> MessageRepository::writtenAtOnce(
    const QList<ClientKey> &keys) const
{
    static const jsonrows::Text text([](Engine engine) {
        const QString isAsked = u"m.sender_id = given.sender_id AND m.client_id = "_s
            + jsonrows::unhex(engine, u"given.client_id"_s);
        return u"SELECT m.sender_id, m.client_id, m.conversation_id, m.seq FROM %1 %2"_s.arg(
            jsonrows::table(engine, {u"sender_id BIGINT"_s, u"client_id TEXT"_s}),
            jsonrows::lookUp(engine, u"message m"_s, isAsked));
    });
    QJsonArray given;
    for (const ClientKey &key : keys)
        given.append(QJsonArray{key.sender.value(), jsonrows::hex(key.clientId.toRfc4122())});
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    if (!rows)
        return rows.error();
    QHash<ClientKey, MessageId> found;
    while (rows->next()) {
        found.insert({rows->as<AccountId>(0), rows->uuid(1)},
                     {rows->as<ConversationId>(2), rows->as<Seq>(3)});
    }
    return found;
}

Result<std::optional<Message>> MessageRepository::find(ConversationId conversation, Seq seq) const
{
    static const QString sql = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.seq = :seq)"_s;
    auto rows = m_database.run(sql, {{":conversation", conversation.value()}, {":seq", seq.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Message>();
    Message message = readMessage(*rows);
    if (rows->isNull(modifiedColumn)) // nobody has reacted either
        return std::optional(std::move(message));
    const auto reactions = ReactionRepository(m_database).between(conversation, seq, seq);
    if (!reactions)
        return reactions.error();
    message.reactions = reactions->value(seq);
    return std::optional(std::move(message));
}

Result<QList<Message>> MessageRepository::at(const QList<MessageId> &ids) const
{
    if (m_database.url().isShared() && !ids.isEmpty())
        return atOnce(ids);
    QList<Message> messages;
    for (const auto &[conversation, seq] : ids) {
        auto message = find(conversation, seq);
        if (!message)
            return message.error();
        if (*message)
            messages.append(**std::move(message));
    }
    return messages;
}

Result<QList<Message>> MessageRepository::atOnce(const QList<MessageId> &ids) const
{
    static const jsonrows::Text text([](Engine engine) -> QString {
        return messageColumns
            + u" FROM %1 %2 LEFT JOIN account a ON a.id = m.sender_id"_s.arg(
                jsonrows::table(engine, {u"conversation_id BIGINT"_s, u"seq BIGINT"_s}),
                jsonrows::lookUp(engine, u"message m"_s,
                                 u"m.conversation_id = given.conversation_id AND m.seq = given.seq"_s));
    });
    QJsonArray given;
    for (const auto &[conversation, seq] : ids)
        given.append(QJsonArray{conversation.value(), seq.value()});
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    if (!rows)
        return rows.error();
    QList<Message> messages;
    QList<MessageId> modified; // nobody has reacted to the others
    while (rows->next()) {
        messages.append(readMessage(*rows));
        if (!rows->isNull(modifiedColumn))
            modified.append(messages.constLast().id());
    }
    const auto reactions = ReactionRepository(m_database).at(modified);
    if (!reactions)
        return reactions.error();
    for (Message &message : messages)
        message.reactions = reactions->value(message.conversation).value(message.seq);
    return messages;
}

Result<void> MessageRepository::update(const Message &message) const
{
    static const QString sql = uR"(
        UPDATE message
           SET body = :body, edited_at = :edited_at, deleted = :deleted, modified = :modified, files = :files
         WHERE conversation_id = :conversation AND seq = :seq)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":body", message.body},
                                           {":edited_at", toColumn(message.editedAt)},
                                           {":deleted", message.deleted ? 1 : 0},
                                           {":modified", message.change.value()},
                                           {":files", filesOf(message)},
                                           {":conversation", message.conversation.value()},
                                           {":seq", message.seq.value()}}));
}

Result<void> MessageRepository::touch(const Message &message) const
{
    static const QString sql = uR"(
        UPDATE message SET modified = :modified WHERE conversation_id = :conversation AND seq = :seq)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":modified", message.change.value()},
                                           {":conversation", message.conversation.value()},
                                           {":seq", message.seq.value()}}));
}

Result<Seq> MessageRepository::lastWrittenBy(ConversationId conversation, Change change) const
{
    // Numbers grow with seq and seq has no hole, so halving finds it: one row of the primary key a step.
    // The zero has the type of last_seq, and >> halves integers, on every engine.
    static const QString sql = uR"(
        WITH RECURSIVE search(low, high) AS (
            SELECT last_seq - last_seq, last_seq FROM conversation WHERE id = :conversation
             UNION ALL
            SELECT CASE WHEN m.change <= :change THEN m.seq ELSE s.low END,
                   CASE WHEN m.change <= :change THEN s.high ELSE m.seq - 1 END
              FROM search s
              JOIN message m ON m.conversation_id = :conversation AND m.seq = (s.low + s.high + 1) >> 1
             WHERE s.low < s.high)
        SELECT low FROM search WHERE low = high)"_s;
    auto rows = m_database.run(sql, {{":conversation", conversation.value()}, {":change", change.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? rows->as<Seq>(0) : Seq();
}

Result<QList<Message>> MessageRepository::changedSince(ConversationId conversation, Change since, Seq first,
                                                       int limit) const
{
    static const QString untouched = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.seq > :after AND m.modified IS NULL
         ORDER BY m.seq
         LIMIT :limit)"_s;
    static const QString touched = selectMessages + uR"(
         WHERE m.conversation_id = :conversation AND m.modified > :since AND m.seq >= :first
         ORDER BY m.modified
         LIMIT :limit)"_s;
    const auto last = lastWrittenBy(conversation, since);
    if (!last)
        return last.error();
    const auto written = collect(m_database.run(untouched,
                                                {{":conversation", conversation.value()},
                                                 {":after", std::max(*last, first.previous()).value()},
                                                 {":limit", limit}}));
    if (!written)
        return written.error();
    auto modified = collect(m_database.run(touched,
                                           {{":conversation", conversation.value()},
                                            {":since", since.value()},
                                            {":first", first.value()},
                                            {":limit", limit}}));
    if (!modified)
        return modified.error();
    if (!modified->isEmpty()) {
        const auto reactions
            = ReactionRepository(m_database).modifiedSince(conversation, since, first, limit);
        if (!reactions)
            return reactions.error();
        for (Message &message : *modified)
            message.reactions = reactions->value(message.seq);
    }
    QList<Message> changed;
    std::merge(written->begin(), written->end(), modified->begin(), modified->end(),
               std::back_inserter(changed),
               [](const Message &a, const Message &b) { return a.change < b.change; });
    if (changed.size() > limit)
        changed.resize(limit);
    return changed;
}

Result<QList<MessageRepository::Standing>> MessageRepository::standing(ConversationId conversation, Seq seq,
                                                                       int limit) const
{
    static const QString sql = uR"(
        SELECT seq, sender_id
          FROM message
         WHERE conversation_id = :conversation AND seq > :seq AND deleted = 0 AND kind = 0
         ORDER BY seq DESC
         LIMIT :limit)"_s;
    auto rows = m_database.run(
        sql, {{":conversation", conversation.value()}, {":seq", seq.value()}, {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<Standing> found;
    while (rows->next())
        found.append({rows->as<Seq>(0), rows->as<AccountId>(1)});
    return found;
}

Result<int> MessageRepository::countUnread(ConversationId conversation, Seq seq, AccountId reader,
                                           int limit) const
{
    static const QString sql = uR"(
        SELECT count(*)
          FROM (SELECT 1
                  FROM message
                 WHERE conversation_id = :conversation AND seq > :seq AND sender_id <> :reader
                   AND deleted = 0 AND kind = 0
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
