// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"
#include "shared/protocol/conversationrequests.h"

namespace confab {

/// Puts into the local store what the server says of people: profiles, contacts and blocks. Works within the
/// transactions of SyncStore. GUI thread; the store outlives it.
class PeopleSync final {
public:
    explicit PeopleSync(LocalStore &store)
        : m_store(store)
    { }

    Result<void> people(StoreChange &change, const QList<User> &users);
    /// Nothing when a later one is there.
    Result<void> account(StoreChange &change, const AccountState &state);

private:
    /// Somebody is not what they were, and with them their conversation.
    void concern(StoreChange &change, const QString &username);

    LocalStore &m_store;
};

} // namespace confab
