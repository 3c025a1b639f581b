// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// Table `active_conversation`: who is in which direct conversation under the exclusive policy, which the key
/// holds to one a person. Cheap to make; used on its database's thread.
class ActiveConversationRepository {
public:
    explicit ActiveConversationRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<ConversationId>> of(AccountId account) const;
    /// A conflict, upon which the job runs again, when the person came to be in another meanwhile.
    [[nodiscard]] Result<void> insert(AccountId account, ConversationId conversation) const;
    /// Nobody is in that one any more.
    [[nodiscard]] Result<void> remove(ConversationId conversation) const;
    [[nodiscard]] Result<void> removeAll() const;

private:
    Database &m_database;
};

} // namespace confab
