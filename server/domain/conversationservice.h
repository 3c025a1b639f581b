// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/activeconversations.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/page.h"

namespace confab {

/// Starting, listing and looking at conversations. Keeps no state; thread-safe.
class ConversationService {
public:
    explicit ConversationService(const Clock &clock, ConversationPolicy policy = ConversationPolicy::Open)
        : m_clock(clock)
        , m_policy(policy)
    { }

    /// The caller's conversations, latest first.
    [[nodiscard]] Result<Page<Conversation>> list(Database &database, const Caller &caller, int limit,
                                                  const QString &after) const;
    [[nodiscard]] Result<Conversation> view(Database &database, const Caller &caller,
                                            ConversationId id) const;

    struct Opened {
        ConversationAccess access;
        bool created = false;
    };
    /// The direct conversation of the caller and the person of that name, made if there is none: there is
    /// never a second one for the same two. One that was ended stays so. ConversationActive when there is
    /// none and one of them is in another under the exclusive policy. `field` names the input that `with`
    /// came from.
    [[nodiscard]] Result<Opened> openDirect(Transaction &transaction, const Caller &caller,
                                            const QString &with, const QString &field) const;

    /// The same, and one that was ended goes on; so it is always open.
    [[nodiscard]] Result<Opened> start(Transaction &transaction, const Caller &caller, const QString &with,
                                       const QString &field) const;
    /// Ends a direct one, under the exclusive policy.
    [[nodiscard]] Result<Conversation> close(Transaction &transaction, const Caller &caller,
                                             ConversationId id) const;

    /// Changes what only the caller sees of it.
    [[nodiscard]] Result<Conversation> updateOwn(Transaction &transaction, const Caller &caller,
                                                 ConversationId id,
                                                 const UpdateConversationRequest &request) const;

private:
    [[nodiscard]] Result<Opened> open(Transaction &transaction, const Caller &caller, AccountId other) const;
    [[nodiscard]] Result<ConversationAccess> createDirect(Transaction &transaction, const Caller &caller,
                                                          AccountId other) const;
    [[nodiscard]] ActiveConversations active(Transaction &transaction) const
    {
        return {transaction, m_policy, m_clock.now()};
    }

    const Clock &m_clock;
    const ConversationPolicy m_policy;
};

} // namespace confab
