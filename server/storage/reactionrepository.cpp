// SPDX-License-Identifier: Apache-2.0
#include "server/storage/reactionrepository.h"

#include "server/storage/jsonrows.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

void add(QList<Reaction> &reactions, const QString &emoji, const QString &user)
{
    const auto known = std::find_if(reactions.begin(), reactions.end(),
                                    [&](const Reaction &reaction) { return reaction.emoji == emoji; });
    if (known == reactions.end())
        reactions.append({.emoji = emoji, .users = {user}});
    else
        known->users.append(user);
}

/// Rows of seq, emoji and username, the first of a message first.
Result<ReactionRepository::BySeq> collect(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    ReactionRepository::BySeq found;
    while (rows->next())
        add(found[rows->as<Seq>(0)], rows->text(1), rows->text(2));
    return found;
}

} // namespace

Result<ReactionRepository::BySeq> ReactionRepository::between(ConversationId conversation, Seq first,
                                                              Seq last) const
{
    static const QString sql = uR"(
        SELECT r.seq, r.emoji, a.username
          FROM reaction r LEFT JOIN account a ON a.id = r.account_id
         WHERE r.conversation_id = :conversation AND r.seq BETWEEN :first AND :last
         ORDER BY r.seq, r.change)"_s;
    return collect(m_database.run(
        sql, {{":conversation", conversation.value()}, {":first", first.value()}, {":last", last.value()}}));
}

Result<QHash<ConversationId, ReactionRepository::BySeq>> ReactionRepository::at(
    const QList<MessageId> &ids) const
{
    static const jsonrows::Text text([](Engine engine) {
        return u"SELECT r.seq, r.emoji, a.username, r.conversation_id "
               "FROM %1 %2 LEFT JOIN account a ON a.id = r.account_id "
               "ORDER BY r.conversation_id, r.seq, r.change"_s.arg(
                   jsonrows::table(engine, {u"conversation_id BIGINT"_s, u"seq BIGINT"_s}),
                   jsonrows::lookUp(engine, u"reaction r"_s,
                                    u"r.conversation_id = given.conversation_id AND r.seq = given.seq"_s));
    });
    QHash<ConversationId, BySeq> found;
    QJsonArray given;
    for (const auto &[conversation, seq] : ids) {
        if (m_database.url().isShared()) {
            given.append(QJsonArray{conversation.value(), seq.value()});
            continue;
        }
        const auto one = between(conversation, seq, seq);
        if (!one)
            return one.error();
        found[conversation].insert(*one);
    }
    if (given.isEmpty())
        return found;
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    if (!rows)
        return rows.error();
    while (rows->next())
        add(found[rows->as<ConversationId>(3)][rows->as<Seq>(0)], rows->text(1), rows->text(2));
    return found;
}

Result<ReactionRepository::BySeq> ReactionRepository::modifiedSince(ConversationId conversation, Change since,
                                                                    Seq first, int limit) const
{
    static const QString sql = uR"(
        SELECT r.seq, r.emoji, a.username
          FROM (SELECT m.conversation_id, m.seq
                  FROM message m
                 WHERE m.conversation_id = :conversation AND m.modified > :since AND m.seq >= :first
                 ORDER BY m.modified
                 LIMIT :limit) AS touched
          JOIN reaction r ON r.conversation_id = touched.conversation_id AND r.seq = touched.seq
          LEFT JOIN account a ON a.id = r.account_id
         ORDER BY r.seq, r.change)"_s;
    return collect(m_database.run(sql,
                                  {{":conversation", conversation.value()},
                                   {":since", since.value()},
                                   {":first", first.value()},
                                   {":limit", limit}}));
}

Result<void> ReactionRepository::insert(const Key &key, Change change) const
{
    static const QString sql = uR"(
        INSERT INTO reaction (conversation_id, seq, account_id, emoji, change)
        VALUES (:conversation, :seq, :account, :emoji, :change))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":conversation", key.conversation.value()},
                                           {":seq", key.seq.value()},
                                           {":account", key.account.value()},
                                           {":emoji", key.emoji},
                                           {":change", change.value()}}));
}

Result<void> ReactionRepository::remove(const Key &key) const
{
    static const QString sql = uR"(
        DELETE FROM reaction
         WHERE conversation_id = :conversation AND seq = :seq AND account_id = :account AND emoji = :emoji)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":conversation", key.conversation.value()},
                                           {":seq", key.seq.value()},
                                           {":account", key.account.value()},
                                           {":emoji", key.emoji}}));
}

Result<void> ReactionRepository::clear(ConversationId conversation, Seq seq) const
{
    static const QString sql = u"DELETE FROM reaction WHERE conversation_id = :conversation AND seq = :seq"_s;
    return withoutCount(
        m_database.change(sql, {{":conversation", conversation.value()}, {":seq", seq.value()}}));
}

} // namespace confab
