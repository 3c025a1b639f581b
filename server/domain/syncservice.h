// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationservice.h"

namespace confab {

class PresenceSource;

/// What a client that was away asks for: what differs from the numbers it has. Keeps no state; thread-safe.
class SyncService {
public:
    SyncService(QString epoch, const PresenceSource &presence)
        : m_epoch(std::move(epoch))
        , m_presence(presence)
    { }

    [[nodiscard]] Result<SyncAnswer> sync(Database &database, const Caller &caller,
                                          const SyncRequest &request) const;
    /// The state now of what changed after `since`: at most `limit` messages, and complete up to its
    /// `change`.
    [[nodiscard]] Result<Changes> changes(Database &database, const Caller &caller, ConversationId id,
                                          Change since, int limit) const;

    /// Summaries in one answer to sync().
    static constexpr int summaries = 100;

private:
    [[nodiscard]] Result<AccountState> account(Database &database, const Caller &caller,
                                               AccountChange number) const;
    /// Of the people in the caller's conversations, of contacts and of blocks.
    [[nodiscard]] Result<QList<User>> profiles(Database &database, const Caller &caller) const;

    const QString m_epoch;
    const PresenceSource &m_presence;
};

} // namespace confab
