// SPDX-License-Identifier: Apache-2.0
#include "server/domain/shownuser.h"

namespace confab {

User profileOf(const AccountRow &account)
{
    return {.id = account.id,
            .username = account.username,
            .displayName = account.displayName,
            .status = account.status,
            .avatar = account.avatar,
            .deleted = account.deleted};
}

User shownUser(const AccountRow &account, const PresenceSource &presence)
{
    User user = profileOf(account);
    if (account.sharePresence) {
        user.presence = presence.presence(account.id);
        user.lastSeenAt = account.lastSeenAt;
    }
    return user;
}

User shownUser(const AccountRow &account, const PresenceSource &presence, const Sight &sight)
{
    return sight.sees(account.id) ? shownUser(account, presence) : profileOf(account);
}

} // namespace confab
