// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagestore.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"
#include "client/store/mention.h"
#include "shared/protocol/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// As the protocol writes them; NULL where there are none.
QVariant reactionsColumn(const QList<Reaction> &reactions)
{
    return reactions.isEmpty() ? QVariant() : QVariant(QString::fromUtf8(toJson(reactions)));
}

QList<Reaction> readReactions(const QVariant &column)
{
    QList<Reaction> reactions;
    if (column.isNull())
        return reactions;
    const QJsonArray written = QJsonDocument::fromJson(column.toString().toUtf8()).array();
    for (const auto &one : written) {
        if (const auto reaction = Reaction::fromJson(one.toObject()))
            reactions.append(*reaction);
    }
    return reactions;
}

std::optional<GroupEvent> readEvent(const QVariant &column)
{
    if (column.isNull())
        return std::nullopt;
    const auto event = GroupEvent::fromJson(QJsonDocument::fromJson(column.toString().toUtf8()).object());
    return event ? *event : GroupEvent();
}

Message readMessage(const QSqlQuery &row)
{
    Message message{.conversation = {},
                    .seq = Seq(row.value(0).toLongLong()),
                    .change = Change(row.value(1).toLongLong()),
                    .kind = MessageKind(row.value(2).toInt()),
                    .clientId = Columns::uuid(row.value(3)),
                    .sender = row.value(4).toString(),
                    .sentAt = Columns::time(row.value(5)),
                    .body = row.value(6).toString(),
                    .editedAt = Columns::optionalTime(row.value(7)),
                    .deleted = row.value(8).toBool()};
    if (!row.value(9).isNull())
        message.replyTo = Seq(row.value(9).toLongLong());
    message.reactions = readReactions(row.value(10));
    if (!row.value(11).isNull())
        message.attachments = attachmentsFromJson(row.value(11).toString().toUtf8());
    message.event = readEvent(row.value(12));
    return message;
}

/// 0 stands for the end.
qint64 endOf(Seq before)
{
    return before == Seq() ? std::numeric_limits<qint64>::max() : before.value();
}

/// A null QString would be NULL to Qt.
QString text(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QVariant filesOf(const Message &message)
{
    if (message.attachments.isEmpty())
        return {};
    QByteArray json;
    JsonWriter(json).value(message.attachments);
    return QString::fromUtf8(json);
}

QVariant eventOf(const Message &message)
{
    return message.event ? QVariant(QString::fromUtf8(toJson(*message.event))) : QVariant();
}

QVariantList columns(ChatId chat, const Message &message)
{
    return {chat.value(),
            message.seq.value(),
            message.change.value(),
            int(message.kind),
            Columns::of(message.clientId),
            message.sender,
            Columns::of(message.sentAt),
            text(message.body),
            Columns::of(message.editedAt),
            message.deleted,
            message.replyTo ? QVariant(message.replyTo->value()) : QVariant(),
            reactionsColumn(message.reactions),
            filesOf(message),
            eventOf(message)};
}

} // namespace

Result<MessageStore::Stored> MessageStore::put(ChatId chat, const Message &message)
{
    const bool names = namesSelf(message);
    const auto inserted = m_database.write(uR"(
        INSERT INTO message (chat, seq, change, kind, client_id, sender, sent_at, body, edited_at, deleted, reply_to, reactions, files, event, names_self)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING)"_s,
                                           columns(chat, message) << names);
    if (!inserted)
        return inserted.error();
    if (*inserted > 0)
        return Stored::New;

    const auto updated
        = m_database.write(uR"(
        UPDATE message SET change = ?, body = ?, edited_at = ?, deleted = ?, reactions = ?, files = ?,
               names_self = ?
         WHERE chat = ? AND seq = ? AND change < ?)"_s,
                           {message.change.value(), text(message.body), Columns::of(message.editedAt),
                            message.deleted, reactionsColumn(message.reactions), filesOf(message), names,
                            chat.value(), message.seq.value(), message.change.value()});
    if (!updated)
        return updated.error();
    return *updated > 0 ? Stored::Changed : Stored::Unchanged;
}

QList<Message> MessageStore::list(const QString &sql, const QVariantList &values) const
{
    QList<Message> messages;
    (void)m_database.read(sql, values, [&](const QSqlQuery &row) { messages.append(readMessage(row)); });
    return messages;
}

QList<Message> MessageStore::before(ChatId chat, Seq before, int limit) const
{
    return list(uR"(
        SELECT seq, change, kind, client_id, sender, sent_at, body, edited_at, deleted, reply_to,
               reactions, files, event
          FROM message WHERE chat = ? AND seq < ? ORDER BY seq DESC LIMIT ?)"_s,
                {chat.value(), endOf(before), limit});
}

QList<Message> MessageStore::after(ChatId chat, Seq after, int limit) const
{
    return list(uR"(
        SELECT seq, change, kind, client_id, sender, sent_at, body, edited_at, deleted, reply_to,
               reactions, files, event
          FROM message WHERE chat = ? AND seq > ? ORDER BY seq LIMIT ?)"_s,
                {chat.value(), after.value(), limit});
}

QList<Message> MessageStore::holdingFiles(ChatId chat, Seq before, int limit) const
{
    return list(uR"(
        SELECT seq, change, kind, client_id, sender, sent_at, body, edited_at, deleted, reply_to,
               reactions, files, event
          FROM message WHERE chat = ? AND seq < ? AND files IS NOT NULL ORDER BY seq DESC LIMIT ?)"_s,
                {chat.value(), endOf(before), limit});
}

std::optional<Message> MessageStore::at(ChatId chat, Seq seq) const
{
    const auto found = before(chat, seq.next(), 1);
    return found.isEmpty() || found.first().seq != seq ? std::nullopt : std::optional(found.first());
}

Seq MessageStore::one(const QString &sql, const QVariantList &values) const
{
    Seq seq;
    (void)m_database.read(sql, values, [&](const QSqlQuery &row) { seq = Seq(row.value(0).toLongLong()); });
    return seq;
}

Seq MessageStore::last(ChatId chat) const
{
    return one(u"SELECT seq FROM message WHERE chat = ? ORDER BY seq DESC LIMIT 1"_s, {chat.value()});
}

Seq MessageStore::lastOfOthers(ChatId chat, Seq after, const QString &self) const
{
    return one(
        u"SELECT seq FROM message WHERE chat = ? AND seq > ? AND sender <> ? ORDER BY seq DESC LIMIT 1"_s,
        {chat.value(), after.value(), self});
}

Seq MessageStore::firstOfOthers(ChatId chat, Seq after, const QString &self) const
{
    return one(uR"(
        SELECT seq FROM message WHERE chat = ? AND seq > ? AND sender <> ? AND NOT deleted AND event IS NULL
         ORDER BY seq LIMIT 1)"_s,
               {chat.value(), after.value(), self});
}

MessageStore::After MessageStore::countAfter(ChatId chat, Seq seq, const QString &self) const
{
    After after;
    (void)m_database.read(uR"(
        SELECT count(*), coalesce(sum(sender <> ? AND NOT deleted AND event IS NULL), 0)
          FROM (SELECT sender, deleted, event FROM message WHERE chat = ? AND seq > ? LIMIT ?))"_s,
                          {self, chat.value(), seq.value(), mostCounted}, [&](const QSqlQuery &row) {
                              after = {row.value(0).toInt(), row.value(1).toInt()};
                          });
    return after;
}

bool MessageStore::namesSelf(const Message &message) const
{
    return message.sender != m_self && !message.deleted && Mention::isIn(message.body, m_self);
}

/// Of what was put by a version that did not ask.
void MessageStore::decideNaming(ChatId chat, Seq after)
{
    const auto undecided = list(uR"(
        SELECT seq, change, kind, client_id, sender, sent_at, body, edited_at, deleted, reply_to,
               reactions, files, event
          FROM message WHERE chat = ? AND seq > ? AND names_self IS NOT 0 AND names_self IS NULL)"_s,
                                {chat.value(), after.value()});
    for (const Message &message : undecided)
        (void)m_database.write(u"UPDATE message SET names_self = ? WHERE chat = ? AND seq = ?"_s,
                               {namesSelf(message), chat.value(), message.seq.value()});
}

int MessageStore::countNaming(ChatId chat, Seq seq)
{
    decideNaming(chat, seq);
    int count = 0;
    (void)m_database.read(
        u"SELECT count(*) FROM message WHERE chat = ? AND seq > ? AND names_self IS NOT 0"_s,
        {chat.value(), seq.value()}, [&](const QSqlQuery &row) { count = row.value(0).toInt(); });
    return count;
}

Result<void> MessageStore::remove(ChatId chat)
{
    const auto rows = m_database.write(u"DELETE FROM message WHERE chat = ?"_s, {chat.value()});
    return rows ? Result<void>() : Result<void>(rows.error());
}

Result<void> MessageStore::removeAll()
{
    const auto rows = m_database.write(u"DELETE FROM message"_s, {});
    return rows ? Result<void>() : Result<void>(rows.error());
}

} // namespace confab
