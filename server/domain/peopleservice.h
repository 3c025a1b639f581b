// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/database.h"
#include "shared/protocol/page.h"
#include "shared/protocol/user.h"

namespace confab {

class PresenceSource;

/// The user list: who there is, and how the caller sees them. Keeps no state; thread-safe.
class PeopleService {
public:
    explicit PeopleService(const PresenceSource &presence)
        : m_presence(presence)
    { }

    /// Those whose username or display name holds `query`, in the order of their usernames. Disabled accounts
    /// are left out. A cursor that is none is an invalid field `after`.
    [[nodiscard]] Result<Page<User>> list(Database &database, const Caller &caller, const QString &query,
                                          int limit, const QString &after) const;
    /// Also one who is disabled: the name still stands in conversations.
    [[nodiscard]] Result<User> find(Database &database, const Caller &caller, const QString &username) const;

private:
    const PresenceSource &m_presence;
};

} // namespace confab
