// SPDX-License-Identifier: Apache-2.0
#include "server/storage/importrepository.h"

#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<ImportRepository::Person>> ImportRepository::person(const QString &server,
                                                                         const QString &key) const
{
    static const QString sql = uR"(
        SELECT account_id, made, own FROM imported_account
         WHERE server = :server AND username_key = :key)"_s;
    auto rows = m_database.run(sql, {{":server", server}, {":key", key}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Person>();
    return std::optional(
        Person{.account = rows->as<AccountId>(0), .made = rows->boolean(1), .own = rows->boolean(2)});
}

Result<void> ImportRepository::insert(const QString &server, const QString &key, const Person &person) const
{
    static const QString sql = uR"(
        INSERT INTO imported_account (server, username_key, account_id, made, own)
        VALUES (:server, :key, :account, :made, :own))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":server", server},
                                           {":key", key},
                                           {":account", person.account.value()},
                                           {":made", int(person.made)},
                                           {":own", int(person.own)}}));
}

Result<void> ImportRepository::setOwn(const QString &server, const QString &key) const
{
    static const QString sql
        = u"UPDATE imported_account SET own = 1 WHERE server = :server AND username_key = :key"_s;
    return withoutCount(m_database.change(sql, {{":server", server}, {":key", key}}));
}

Result<std::optional<ImportRepository::Source>> ImportRepository::source(ConversationId conversation) const
{
    static const QString sql = uR"(
        SELECT server, last_seq FROM imported_conversation WHERE conversation_id = :conversation)"_s;
    auto rows = m_database.run(sql, {{":conversation", conversation.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Source>();
    return std::optional(Source{rows->text(0), rows->as<Seq>(1)});
}

Result<void> ImportRepository::insert(ConversationId conversation, const Source &source) const
{
    static const QString sql = uR"(
        INSERT INTO imported_conversation (conversation_id, server, last_seq)
        VALUES (:conversation, :server, :last_seq))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":conversation", conversation.value()},
                                           {":server", source.server},
                                           {":last_seq", source.lastSeq.value()}}));
}

Result<void> ImportRepository::setLastSeq(ConversationId conversation, Seq lastSeq) const
{
    static const QString sql = uR"(
        UPDATE imported_conversation SET last_seq = :last_seq WHERE conversation_id = :conversation)"_s;
    return withoutCount(
        m_database.change(sql, {{":last_seq", lastSeq.value()}, {":conversation", conversation.value()}}));
}

Result<void> ImportRepository::fill(const Message &message, AccountId sender) const
{
    static const QString sql = uR"(
        UPDATE message
           SET kind = :kind, sender_id = :sender, client_id = :client_id, sent_at = :sent_at, reply_to = :reply_to,
               body = :body, files = :files, deleted = 0, modified = NULL
         WHERE conversation_id = :conversation AND seq = :seq)"_s;
    const Value replyTo = message.replyTo ? Value(message.replyTo->value()) : Value();
    QByteArray files;
    if (!message.attachments.isEmpty())
        JsonWriter(files).value(message.attachments);
    const QString body = message.event ? QString::fromUtf8(toJson(*message.event)) : message.body;
    return withoutCount(m_database.change(sql,
                                          {{":kind", int(message.kind)},
                                           {":sender", sender.value()},
                                           {":client_id", toColumn(message.clientId)},
                                           {":sent_at", toColumn(message.sentAt)},
                                           {":reply_to", replyTo},
                                           {":body", body},
                                           {":files", files.isEmpty() ? Value() : Value(Utf8{files})},
                                           {":conversation", message.conversation.value()},
                                           {":seq", message.seq.value()}}));
}

Result<void> ImportRepository::settle(const Message &message) const
{
    static const QString sql = uR"(
        UPDATE message SET edited_at = :edited_at, deleted = :deleted, modified = :modified
         WHERE conversation_id = :conversation AND seq = :seq)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":edited_at", toColumn(message.editedAt)},
                                           {":deleted", message.deleted ? 1 : 0},
                                           {":modified", message.change.value()},
                                           {":conversation", message.conversation.value()},
                                           {":seq", message.seq.value()}}));
}

Result<void> ImportRepository::setFirstSeq(ConversationId conversation, AccountId account, Seq firstSeq,
                                           MembershipId membership) const
{
    static const QString sql = uR"(
        UPDATE member SET first_seq = :first_seq, membership = :membership
         WHERE conversation_id = :conversation AND account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":first_seq", firstSeq.value()},
                                           {":membership", membership.value()},
                                           {":conversation", conversation.value()},
                                           {":account", account.value()}}));
}

} // namespace confab
