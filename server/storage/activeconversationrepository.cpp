// SPDX-License-Identifier: Apache-2.0
#include "server/storage/activeconversationrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<ConversationId>> ActiveConversationRepository::of(AccountId account) const
{
    static const QString sql
        = u"SELECT conversation_id FROM active_conversation WHERE account_id = :account"_s;
    auto rows = m_database.run(sql, {{":account", account.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->as<ConversationId>(0)) : std::nullopt;
}

Result<void> ActiveConversationRepository::insert(AccountId account, ConversationId conversation) const
{
    static const QString sql = uR"(
        INSERT INTO active_conversation (account_id, conversation_id) VALUES (:account, :conversation))"_s;
    return withoutCount(
        m_database.change(sql, {{":account", account.value()}, {":conversation", conversation.value()}}));
}

Result<void> ActiveConversationRepository::remove(ConversationId conversation) const
{
    static const QString sql = u"DELETE FROM active_conversation WHERE conversation_id = :conversation"_s;
    return withoutCount(m_database.change(sql, {{":conversation", conversation.value()}}));
}

Result<void> ActiveConversationRepository::removeAll() const
{
    static const QString sql = u"DELETE FROM active_conversation"_s;
    return withoutCount(m_database.change(sql));
}

} // namespace confab
