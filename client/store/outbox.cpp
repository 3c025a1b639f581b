// SPDX-License-Identifier: Apache-2.0
#include "client/store/outbox.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"
#include "client/store/outboxfiles.h"
#include "shared/protocol/errorcode.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

OutboxEntry readEntry(const QSqlQuery &row)
{
    OutboxEntry entry{.position = row.value(0).toLongLong(),
                      .clientId = Columns::uuid(row.value(1)),
                      .chat = ChatId(row.value(2).toLongLong()),
                      .body = row.value(3).toString(),
                      .writtenAt = Columns::time(row.value(4)),
                      .kind = OutboxEntry::Kind(row.value(8).toInt()),
                      .seq = Seq(row.value(9).toLongLong()),
                      .isRewritten = row.value(11).toBool()};
    if (!row.value(10).isNull())
        entry.replyTo = Seq(row.value(10).toLongLong());
    if (!row.value(5).isNull())
        entry.refused
            = Error{.code = errorCodeFromName(row.value(5).toString()).value_or(ErrorCode::Internal),
                    .field = row.value(6).toString(),
                    .detail = row.value(7).toString()};
    return entry;
}

} // namespace

QList<OutboxEntry> Outbox::select(const QString &condition, const QVariantList &values) const
{
    QList<OutboxEntry> entries;
    (void)m_database.read(
        u"SELECT position, client_id, chat, body, written_at, error, error_field, error_detail,"
        " kind, seq, reply_to, rewritten FROM outbox WHERE "_s
            + condition,
        values, [&](const QSqlQuery &row) { entries.append(readEntry(row)); });
    for (OutboxEntry &entry : entries)
        entry.files = OutboxFiles(m_database).of(entry.clientId);
    return entries;
}

Result<OutboxEntry> Outbox::add(OutboxEntry entry)
{
    const auto position = m_database.insert(
        u"INSERT INTO outbox (client_id, chat, body, written_at, kind, seq, reply_to) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {Columns::of(entry.clientId), entry.chat.value(), entry.body.isNull() ? u""_s : entry.body,
         Columns::of(entry.writtenAt), int(entry.kind), entry.seq.value(),
         entry.replyTo ? QVariant(entry.replyTo->value()) : QVariant()});
    if (!position)
        return position.error();
    const auto added = OutboxFiles(m_database).add(entry.clientId, entry.files);
    if (!added)
        return added.error();
    entry.position = *position;
    entry.files = *added;
    return entry;
}

std::optional<OutboxEntry> Outbox::find(const QUuid &clientId) const
{
    const auto entries = select(u"client_id = ?"_s, {Columns::of(clientId)});
    return entries.isEmpty() ? std::nullopt : std::optional(entries.first());
}

QList<OutboxEntry> Outbox::of(ChatId chat) const
{
    return select(u"chat = ? AND kind = 0 ORDER BY position"_s, {chat.value()});
}

QList<OutboxEntry> Outbox::amendments(ChatId chat) const
{
    return select(u"chat = ? AND kind <> 0 ORDER BY position"_s, {chat.value()});
}

QList<OutboxEntry> Outbox::amendments() const
{
    return select(u"kind <> 0 ORDER BY position"_s, {});
}

std::optional<OutboxEntry> Outbox::firstWaiting(ChatId chat) const
{
    const auto entries = select(u"chat = ? AND error IS NULL ORDER BY position LIMIT 1"_s, {chat.value()});
    return entries.isEmpty() ? std::nullopt : std::optional(entries.first());
}

QList<ChatId> Outbox::chatsWaiting() const
{
    QList<ChatId> chats;
    (void)m_database.read(
        u"SELECT chat FROM outbox WHERE error IS NULL GROUP BY chat ORDER BY min(position)"_s, {},
        [&](const QSqlQuery &row) { chats.append(ChatId(row.value(0).toLongLong())); });
    return chats;
}

int Outbox::countWaiting() const
{
    int count = 0;
    (void)m_database.read(u"SELECT count(*) FROM outbox WHERE error IS NULL"_s, {},
                          [&](const QSqlQuery &row) { count = row.value(0).toInt(); });
    return count;
}

Result<void> Outbox::setBody(const QUuid &clientId, const QString &body)
{
    return Columns::outcome(m_database.write(
        u"UPDATE outbox SET body = ?, rewritten = 1 WHERE client_id = ?"_s, {body, Columns::of(clientId)}));
}

Result<void> Outbox::refuse(const QUuid &clientId, const Error &error)
{
    return Columns::outcome(m_database.write(
        u"UPDATE outbox SET error = ?, error_field = ?, error_detail = ? WHERE client_id = ?"_s,
        {QString(errorCodeInfo(error.code).name), error.field, error.detail, Columns::of(clientId)}));
}

Result<void> Outbox::wait(const QUuid &clientId)
{
    return Columns::outcome(m_database.write(
        u"UPDATE outbox SET error = NULL, error_field = NULL, error_detail = NULL WHERE client_id = ?"_s,
        {Columns::of(clientId)}));
}

Result<void> Outbox::forgetReplies()
{
    return Columns::outcome(
        m_database.write(u"UPDATE outbox SET reply_to = NULL WHERE reply_to IS NOT NULL"_s, {}));
}

Result<void> Outbox::remove(const QUuid &clientId)
{
    if (auto removed = OutboxFiles(m_database).remove(clientId); !removed)
        return removed;
    return Columns::outcome(
        m_database.write(u"DELETE FROM outbox WHERE client_id = ?"_s, {Columns::of(clientId)}));
}

} // namespace confab
