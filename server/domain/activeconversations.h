// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/domain/conversationaccess.h"
#include "server/storage/transaction.h"

namespace confab {

/// How many conversations of two a person may be in: as many as there are people, or one at a time.
enum class ConversationPolicy { Open, Exclusive };

/// Begins and ends direct conversations, within one transaction. Under the exclusive policy one that is open
/// is active: both are in it and in no other, which the key of `active_conversation` enforces. What is made
/// open or closed is so under a change of its own, told to both. Lives for one job on the writer's thread.
class ActiveConversations {
public:
    ActiveConversations(Transaction &transaction, ConversationPolicy policy, Timestamp now)
        : m_transaction(transaction)
        , m_policy(policy)
        , m_now(now)
    { }

    /// ConversationActive when one of them, who are locked, is in another than `conversation`.
    [[nodiscard]] Result<void> requireFree(ConversationId conversation, AccountId first, AccountId second);
    /// Both, who are free, are in it from now on.
    [[nodiscard]] Result<void> begin(ConversationId conversation, AccountId first, AccountId second);
    /// One that is closed is open again. As requireFree(), and CannotDeliver where one blocks the other.
    [[nodiscard]] Result<ConversationAccess> reopen(const Caller &caller, AccountId other, ConversationId id);
    /// Either side ends it; one that is closed stays so. Forbidden under the open policy, and of a group.
    [[nodiscard]] Result<ConversationAccess> close(const Caller &caller, ConversationId id);
    /// Ends the one that a person is in who will not be there: the other shall not be held.
    [[nodiscard]] Result<void> release(AccountId account);

    /// Why nothing is written to a closed one by who names the person and not the conversation.
    [[nodiscard]] static Error refusal(Database &database, const ConversationAccess &access);

private:
    [[nodiscard]] static Result<bool> isElsewhere(Database &database, AccountId account, ConversationId here);
    [[nodiscard]] Result<void> setState(ConversationAccess &access, ConversationState state);

    Transaction &m_transaction;
    const ConversationPolicy m_policy;
    const Timestamp m_now;
};

} // namespace confab
