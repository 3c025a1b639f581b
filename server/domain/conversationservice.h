// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/domain/conversationaccess.h"
#include "server/storage/transaction.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/page.h"

namespace confab {

/// Starting, listing and looking at conversations. Keeps no state; thread-safe.
class ConversationService {
public:
    explicit ConversationService(const Clock &clock)
        : m_clock(clock)
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
    /// never a second one for the same two. `field` names the input that `with` came from.
    [[nodiscard]] Result<Opened> openDirect(Transaction &transaction, const Caller &caller,
                                            const QString &with, const QString &field) const;

    /// Changes what only the caller sees of it.
    [[nodiscard]] Result<Conversation> updateOwn(Transaction &transaction, const Caller &caller,
                                                 ConversationId id,
                                                 const UpdateConversationRequest &request) const;

private:
    [[nodiscard]] Result<ConversationAccess> createDirect(Transaction &transaction, const Caller &caller,
                                                          AccountId other) const;

    const Clock &m_clock;
};

} // namespace confab
