// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationstore.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
T number(const QSqlQuery &row, int column)
{
    return T(row.value(column).toLongLong());
}

QVariant column(const std::optional<QString> &text)
{
    return text ? QVariant(*text) : QVariant();
}

Chat readChat(const QSqlQuery &row)
{
    Chat chat{.id = number<ChatId>(row, 0),
              .username = row.value(2).toString(),
              .displayName = row.value(3).toString(),
              .title = Columns::optionalText(row.value(26)),
              .avatar = Columns::optionalText(row.value(27)),
              .memberCount = row.value(29).toInt(),
              .isOwned = row.value(30).toBool(),
              .mentions = row.value(31).toInt(),
              .firstSeq = number<Seq>(row, 4),
              .lastSeq = number<Seq>(row, 5),
              .readSeq = number<Seq>(row, 6),
              .peerReadSeq = number<Seq>(row, 7),
              .peerDeliveredSeq = number<Seq>(row, 8),
              .unread = row.value(9).toInt(),
              .mutedUntil = Columns::optionalTime(row.value(10)),
              .pinned = row.value(11).toBool(),
              .archived = row.value(24).toBool(),
              .markedUnread = row.value(25).toBool(),
              .state = row.value(12).toBool() ? ConversationState::Closed : ConversationState::Open,
              .updatedAt = Columns::time(row.value(13))};
    if (!row.value(28).isNull())
        chat.history = row.value(28).toBool() ? GroupHistory::All : GroupHistory::Joined;
    if (!row.value(1).isNull())
        chat.conversation = number<ConversationId>(row, 1);
    return chat;
}

ChatRow readRow(const QSqlQuery &row)
{
    return {
        .chat = readChat(row),
        .membership = number<MembershipId>(row, 14),
        .summaryChange = number<Change>(row, 15),
        .rowsChange = number<Change>(row, 16),
        .own = number<Own>(row, 17),
        .tailKnown = row.value(18).toBool(),
        .readAcked = number<Seq>(row, 19),
        .deliveredAcked = number<Seq>(row, 20),
        .summaryUnread = row.value(21).toInt(),
        .summaryLastSeq = number<Seq>(row, 22),
        .summaryReadSeq = number<Seq>(row, 23),
    };
}

QVariantList columns(const ChatRow &row)
{
    const Chat &chat = row.chat;
    return {chat.conversation ? QVariant(chat.conversation->value()) : QVariant(),
            chat.username,
            usernameKey(chat.username),
            chat.firstSeq.value(),
            chat.lastSeq.value(),
            chat.readSeq.value(),
            chat.peerReadSeq.value(),
            chat.peerDeliveredSeq.value(),
            chat.unread,
            Columns::of(chat.mutedUntil),
            chat.pinned,
            chat.state == ConversationState::Closed,
            Columns::of(chat.updatedAt),
            row.membership.value(),
            row.summaryChange.value(),
            row.rowsChange.value(),
            row.own.value(),
            row.tailKnown,
            row.readAcked.value(),
            row.deliveredAcked.value(),
            row.summaryUnread,
            row.summaryLastSeq.value(),
            row.summaryReadSeq.value(),
            chat.archived,
            chat.markedUnread,
            column(chat.title),
            column(chat.avatar),
            chat.history ? QVariant(*chat.history == GroupHistory::All) : QVariant(),
            chat.memberCount,
            chat.isOwned,
            chat.mentions,
            chat.id.value()};
}

} // namespace

QList<ChatRow> ConversationStore::select(const QString &rest, const QVariantList &values) const
{
    static const QString sql = uR"(
        SELECT c.id, c.conversation, c.peer, coalesce(c.title, p.display_name, c.peer), first_seq, last_seq, read_seq,
               peer_read_seq, peer_delivered_seq, unread, muted_until, pinned, closed, updated_at, membership,
               summary_change, rows_change, own, tail_known, read_acked, delivered_acked, summary_unread,
               summary_last_seq, summary_read_seq, archived, marked_unread, c.title, c.avatar,
               history_all, member_count, owned, mentions
          FROM chat c LEFT JOIN person p ON p.username_key = c.peer_key )"_s;
    QList<ChatRow> rows;
    (void)m_database.read(sql + rest, values, [&](const QSqlQuery &row) { rows.append(readRow(row)); });
    return rows;
}

std::optional<ChatRow> ConversationStore::find(ChatId id) const
{
    const auto rows = select(u"WHERE c.id = ?"_s, {id.value()});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
}

std::optional<ChatRow> ConversationStore::find(ConversationId conversation) const
{
    const auto rows = select(u"WHERE c.conversation = ?"_s, {conversation.value()});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
}

std::optional<ChatRow> ConversationStore::findPeer(const QString &username) const
{
    const auto rows = select(u"WHERE c.peer_key = ?"_s, {usernameKey(username)});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
}

QList<ChatRow> ConversationStore::all() const
{
    return select({}, {});
}

ChatId ConversationStore::latestOpen() const
{
    ChatId latest;
    (void)m_database.read(uR"(
        SELECT id FROM chat WHERE conversation IS NOT NULL AND title IS NULL AND NOT closed
         ORDER BY updated_at DESC LIMIT 1)"_s,
                          {}, [&](const QSqlQuery &row) { latest = number<ChatId>(row, 0); });
    return latest;
}

QList<ConversationId> ConversationStore::behind() const
{
    QList<ConversationId> out;
    (void)m_database.read(uR"(
        SELECT conversation FROM chat WHERE conversation IS NOT NULL AND rows_change < summary_change
         ORDER BY updated_at DESC)"_s,
                          {}, [&](const QSqlQuery &row) { out.append(number<ConversationId>(row, 0)); });
    return out;
}

QList<ConversationId> ConversationStore::withoutTail() const
{
    QList<ConversationId> out;
    (void)m_database.read(uR"(
        SELECT conversation FROM chat WHERE conversation IS NOT NULL AND NOT tail_known
         ORDER BY updated_at DESC)"_s,
                          {}, [&](const QSqlQuery &row) { out.append(number<ConversationId>(row, 0)); });
    return out;
}

QList<ChatId> ConversationStore::withUnsentMarks() const
{
    QList<ChatId> out;
    (void)m_database.read(uR"(
        SELECT id FROM chat
         WHERE conversation IS NOT NULL AND (read_acked < read_seq OR delivered_acked < last_seq))"_s,
                          {}, [&](const QSqlQuery &row) { out.append(number<ChatId>(row, 0)); });
    return out;
}

QHash<ConversationId, KnownNumbers> ConversationStore::knownNumbers() const
{
    QHash<ConversationId, KnownNumbers> out;
    (void)m_database.read(uR"(
        SELECT conversation, summary_change, own FROM chat WHERE conversation IS NOT NULL
         ORDER BY updated_at DESC LIMIT ?)"_s,
                          {Limits::syncConversations}, [&](const QSqlQuery &row) {
                              out.insert(number<ConversationId>(row, 0),
                                         {.change = number<Change>(row, 1), .own = number<Own>(row, 2)});
                          });
    return out;
}

Result<ChatRow> ConversationStore::make(const QString &username, Timestamp now)
{
    const auto id = m_database.insert(u"INSERT INTO chat (peer, peer_key, updated_at) VALUES (?, ?, ?)"_s,
                                      {username, usernameKey(username), Columns::of(now)});
    if (!id)
        return id.error();
    const auto row = find(ChatId(*id));
    Q_ASSERT(row);
    return *row;
}

Result<void> ConversationStore::save(const ChatRow &row)
{
    static const QString sql = uR"(
        UPDATE chat SET conversation = ?, peer = ?, peer_key = ?, first_seq = ?, last_seq = ?, read_seq = ?,
               peer_read_seq = ?, peer_delivered_seq = ?, unread = ?, muted_until = ?, pinned = ?, closed = ?,
               updated_at = ?, membership = ?, summary_change = ?, rows_change = ?, own = ?, tail_known = ?,
               read_acked = ?, delivered_acked = ?, summary_unread = ?, summary_last_seq = ?,
               summary_read_seq = ?, archived = ?, marked_unread = ?, title = ?, avatar = ?,
               history_all = ?, member_count = ?, owned = ?, mentions = ?
         WHERE id = ?)"_s;
    return Columns::outcome(m_database.write(sql, columns(row)));
}

Result<void> ConversationStore::forgetAll()
{
    for (const ChatRow &row : all()) {
        if (auto done = save(forgotten(row)); !done)
            return done;
    }
    return {};
}

ChatRow forgotten(const ChatRow &row)
{
    return {.chat = {.id = row.chat.id,
                     .username = row.chat.username,
                     .displayName = row.chat.displayName,
                     .title = row.chat.title,
                     .avatar = row.chat.avatar,
                     .updatedAt = row.chat.updatedAt}};
}

} // namespace confab
