// SPDX-License-Identifier: Apache-2.0
#include "server/domain/shownuser.h"

namespace confab {

User shownUser(const AccountRow &account, const PresenceSource &presence)
{
    User user{.id = account.id,
              .username = account.username,
              .displayName = account.displayName,
              .status = account.status};
    if (account.sharePresence) {
        user.presence = presence.presence(account.id);
        user.lastSeenAt = account.lastSeenAt;
    }
    return user;
}

} // namespace confab
