// SPDX-License-Identifier: Apache-2.0
#include "server/storage/messagehistory.h"

#include <algorithm>
#include <array>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

enum Column {
    SeqColumn,
    ChangeColumn,
    Kind,
    ClientId,
    Sender,
    SentAt,
    Body,
    EditedAt,
    Deleted,
    ReplyTo,
    Modified,
    Files,
    SenderName
};

MessageRow readRow(const Rows &rows, ConversationId conversation, QByteArrayView sender)
{
    const QByteArrayView body = rows.utf8(Body);
    MessageRow view{.conversation = conversation,
                    .seq = rows.as<Seq>(SeqColumn),
                    .change = rows.as<Change>(ChangeColumn),
                    .kind = MessageKind(rows.integer(Kind)),
                    .clientId = rows.uuid(ClientId),
                    .sender = {sender.data(), sender.size()},
                    .sentAt = rows.time(SentAt),
                    .body = {body.data(), body.size()},
                    .editedAt = rows.optionalTime(EditedAt),
                    .deleted = rows.boolean(Deleted)};
    if (view.kind == MessageKind::Event) { // its body is what happened
        view.event = body;
        view.body = QUtf8StringView("");
    }
    if (!rows.isNull(ReplyTo))
        view.replyTo = rows.as<Seq>(ReplyTo);
    if (!rows.isNull(Files))
        view.attachments = rows.utf8(Files);
    return view;
}

// A page has many messages and few senders: an embedded database is asked for each once, another one joins
// them, as every question to it is a round trip. LEFT, as then no planner begins with the few people there
// are and reads all that they ever wrote.
const QString &rangeSql(Engine engine, MessageHistory::Holding holding)
{
    static const QString alone = uR"(
        SELECT m.seq, coalesce(m.modified, m.change), m.kind, m.client_id, m.sender_id, m.sent_at, m.body, m.edited_at, m.deleted, m.reply_to,
               m.modified, m.files
          FROM message m)"_s;
    static const QString joined = uR"(
        SELECT m.seq, coalesce(m.modified, m.change), m.kind, m.client_id, m.sender_id, m.sent_at, m.body, m.edited_at, m.deleted, m.reply_to,
               m.modified, m.files, a.username
          FROM message m LEFT JOIN account a ON a.id = m.sender_id)"_s;
    static const QString inRange = uR"(
         WHERE m.conversation_id = :conversation AND m.seq BETWEEN :first AND :last)"_s;
    // Named by the few that hold files: between them there may be a million that hold none.
    static const QString withFiles = uR"(
         WHERE m.conversation_id = :conversation
           AND m.seq IN (SELECT h.seq FROM attachment h
                          WHERE h.conversation_id = :conversation AND h.seq BETWEEN :first AND :last))"_s;
    static const QString inOrder = u" ORDER BY m.seq"_s;
    static const std::array statements{alone + inRange + inOrder, alone + withFiles + inOrder,
                                       joined + inRange + inOrder, joined + withFiles + inOrder};
    return statements[(engine == Engine::Sqlite ? 0 : 2) + (holding == MessageHistory::Holding::Files)];
}

} // namespace

Result<void> MessageHistory::visit(ConversationId conversation, Seq first, Seq last, const Visitor &visitor,
                                   Holding holding)
{
    m_reactions.reset();
    auto rows = m_database.run(
        rangeSql(m_database.engine(), holding),
        {{":conversation", conversation.value()}, {":first", first.value()}, {":last", last.value()}});
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const auto sender = senderOf(*rows);
        if (!sender)
            return sender.error();
        MessageRow message = readRow(*rows, conversation, *sender);
        if (!rows->isNull(Modified)) {
            if (auto read = readReactions(message, last); !read)
                return read;
        }
        visitor(message);
    }
    return {};
}

Result<void> MessageHistory::readReactions(MessageRow &message, Seq last)
{
    // Most pages have none, and are not asked about.
    if (!m_reactions) {
        auto found = ReactionRepository(m_database).between(message.conversation, message.seq, last);
        if (!found)
            return found.error();
        m_reactions = *std::move(found);
    }
    message.reactions = m_reactions->value(message.seq);
    return {};
}

Result<QByteArrayView> MessageHistory::senderOf(const Rows &rows)
{
    if (m_database.engine() != Engine::Sqlite)
        return rows.utf8(SenderName);
    const auto id = rows.as<AccountId>(Sender);
    const auto known = std::find_if(m_senders.begin(), m_senders.end(),
                                    [id](const auto &sender) { return sender.first == id; });
    if (known != m_senders.end())
        return QByteArrayView(known->second);
    static const QString sql = u"SELECT username FROM account WHERE id = :id"_s;
    auto found = m_database.run(sql, {{":id", id.value()}});
    if (!found)
        return found.error();
    m_senders.emplace_back(id, found->next() ? found->utf8(0).toByteArray() : QByteArray());
    return QByteArrayView(m_senders.back().second);
}

} // namespace confab
