// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sight.h"

#include "server/storage/accountrepository.h"

namespace confab {

Result<Sight> Sight::of(Database &database, AccountId viewer)
{
    const auto account = AccountRepository(database).find(viewer);
    if (!account)
        return account.error();
    auto hidden = RelationRepository(database).blockedWith(viewer);
    if (!hidden)
        return hidden.error();
    return Sight(viewer, *account && (*account)->sharePresence, *std::move(hidden));
}

Events Sight::events(Database &database) const
{
    Events events{PresenceSharingChanged{m_viewer, m_shares}};
    AccountRepository accounts(database);
    for (const AccountId about : m_hidden) {
        const auto row = accounts.find(about);
        if (row && *row)
            events.append(SightChanged{
                .viewer = m_viewer, .about = about, .hidden = true, .frame = {(*row)->username}});
    }
    return events;
}

} // namespace confab
