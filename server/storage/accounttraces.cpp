// SPDX-License-Identifier: Apache-2.0
#include "server/storage/accounttraces.h"

#include "server/storage/jsonrows.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<ConversationId>> AccountTraces::one(const QString &sql, Bindings bindings) const
{
    auto rows = m_database.run(sql, std::move(bindings));
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->as<ConversationId>(0)) : std::nullopt;
}

Result<std::optional<ConversationId>> AccountTraces::group() const
{
    static const QString sql = uR"(
        SELECT m.conversation_id
          FROM member m JOIN conversation c ON c.id = m.conversation_id
         WHERE m.account_id = :account AND m.left_at IS NULL AND c.kind = 1
         LIMIT 1)"_s;
    return one(sql, {{":account", m_account.value()}});
}

Result<std::optional<ConversationId>> AccountTraces::conversationAfter(ConversationId id) const
{
    static const QString sql = uR"(
        SELECT conversation_id
          FROM member
         WHERE account_id = :account AND conversation_id > :after
         ORDER BY conversation_id
         LIMIT 1)"_s;
    return one(sql, {{":account", m_account.value()}, {":after", id.value()}});
}

Result<QList<ConversationId>> AccountTraces::conversations() const
{
    static const QString sql = uR"(
        SELECT conversation_id FROM member WHERE account_id = :account ORDER BY conversation_id)"_s;
    auto rows = m_database.run(sql, {{":account", m_account.value()}});
    if (!rows)
        return rows.error();
    QList<ConversationId> found;
    while (rows->next())
        found.append(rows->as<ConversationId>(0));
    return found;
}

Result<QList<AccountTraces::Listed>> AccountTraces::listed(int limit) const
{
    static const QString sql = uR"(
        SELECT account_id, kind FROM relation WHERE other_id = :account ORDER BY account_id LIMIT :limit)"_s;
    auto rows = m_database.run(sql, {{":account", m_account.value()}, {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<Listed> found;
    while (rows->next())
        found.append({rows->as<AccountId>(0), Relation(rows->integer(1))});
    return found;
}

Result<QList<Seq>> AccountTraces::messages(ConversationId conversation, Seq after, Seq to, int limit) const
{
    static const QString sql = uR"(
        SELECT seq
          FROM message
         WHERE conversation_id = :conversation AND seq > :after AND seq <= :to AND sender_id = :account
           AND kind = 0 AND deleted = 0
         ORDER BY seq
         LIMIT :limit)"_s;
    auto rows = m_database.run(sql,
                               {{":conversation", conversation.value()},
                                {":after", after.value()},
                                {":to", to.value()},
                                {":account", m_account.value()},
                                {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<Seq> found;
    while (rows->next())
        found.append(rows->as<Seq>(0));
    return found;
}

Result<QList<AccountTraces::Reacted>> AccountTraces::reactions(ConversationId conversation, Seq after, Seq to,
                                                               int limit) const
{
    static const QString sql = uR"(
        SELECT seq, emoji
          FROM reaction
         WHERE conversation_id = :conversation AND seq > :after AND seq <= :to AND account_id = :account
         ORDER BY seq
         LIMIT :limit)"_s;
    auto rows = m_database.run(sql,
                               {{":conversation", conversation.value()},
                                {":after", after.value()},
                                {":to", to.value()},
                                {":account", m_account.value()},
                                {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<Reacted> found;
    while (rows->next())
        found.append({rows->as<Seq>(0), rows->text(1)});
    return found;
}

Result<void> AccountTraces::removeOwn() const
{
    static const QString relations = u"DELETE FROM relation WHERE account_id = :account"_s;
    static const QString own = uR"(
        UPDATE member SET muted_until = NULL, pinned = 0, archived = 0, marked_unread = 0
         WHERE account_id = :account)"_s;
    static const QString invites = u"DELETE FROM invite WHERE created_by = :account"_s;
    if (const auto done = m_database.change(invites, {{":account", m_account.value()}}); !done)
        return done.error();
    if (const auto done = m_database.change(relations, {{":account", m_account.value()}}); !done)
        return done.error();
    return withoutCount(m_database.change(own, {{":account", m_account.value()}}));
}

Result<void> AccountTraces::block(const QList<ConversationId> &conversations) const
{
    if (conversations.isEmpty())
        return {};
    if (m_database.url().isShared())
        return blockAtOnce(conversations);
    static const QString sql = u"UPDATE conversation SET blocked = 1 WHERE id = :id"_s;
    for (const ConversationId conversation : conversations) {
        if (const auto done = m_database.change(sql, {{":id", conversation.value()}}); !done)
            return done.error();
    }
    return {};
}

Result<void> AccountTraces::blockAtOnce(const QList<ConversationId> &conversations) const
{
    static const jsonrows::Text text([](Engine engine) {
        const QString given = jsonrows::table(engine, {u"id BIGINT"_s});
        return (engine == Engine::PostgreSql
                    ? u"UPDATE conversation SET blocked = 1 WHERE id = ANY (ARRAY(SELECT given.id FROM %1))"_s
                    : u"UPDATE %1 STRAIGHT_JOIN conversation c ON c.id = given.id SET c.blocked = 1"_s)
            .arg(given);
    });
    QJsonArray given;
    for (const ConversationId conversation : conversations)
        given.append(QJsonArray{conversation.value()});
    return withoutCount(m_database.change(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}}));
}

Result<void> AccountTraces::expireFiles(Timestamp at) const
{
    static const QString uploads = u"UPDATE upload SET expires_at = :at WHERE owner_id = :account"_s;
    static const QString files
        = u"UPDATE file SET expires_at = :at WHERE owner_id = :account AND expires_at > :at"_s;
    if (const auto done
        = m_database.change(uploads, {{":at", toColumn(at)}, {":account", m_account.value()}});
        !done)
        return done.error();
    return withoutCount(m_database.change(files, {{":at", toColumn(at)}, {":account", m_account.value()}}));
}

} // namespace confab
