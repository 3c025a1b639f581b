// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/database.h"
#include "shared/core/number.h"
#include "shared/protocol/page.h"
#include "shared/protocol/user.h"

namespace confab {

struct ConversationAccess;
struct MemberRow;
class PresenceSource;

/// Who has read a message, for those who may read it too. Shown are the marks that everybody sees; in a group
/// that is too large for these, those of the members who let others know what they read, to a caller who does
/// so too. Keeps no state; thread-safe. `presence` must outlive it.
class SeenService {
public:
    explicit SeenService(const PresenceSource &presence)
        : m_presence(presence)
    { }

    /// Without the caller and who wrote it, in the order of the members. NotFound for a message that the
    /// caller may not see.
    [[nodiscard]] Result<Page<User>> list(Database &database, const Caller &caller, ConversationId id,
                                          Seq seq, int limit, const QString &after) const;

private:
    const PresenceSource &m_presence;
};

} // namespace confab
