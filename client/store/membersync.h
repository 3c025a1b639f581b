// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"

namespace confab {

/// Puts into the local store what the server says of the people in a conversation: how far they have read,
/// and of a group who they are. Works within the transactions of SyncStore. GUI thread; the store outlives
/// it.
class MemberSync final {
public:
    explicit MemberSync(LocalStore &store)
        : m_store(store)
    { }

    /// The marks of those, in `row`.
    void marks(ChatRow &row, const QList<Member> &members) const;
    /// All who are in a group, and in `row` what follows from that.
    Result<void> all(StoreChange &change, ChatRow &row, const Conversation &conversation);
    /// Some of them as they are now, tombstones among them.
    Result<void> some(StoreChange &change, ChatRow &row, const QList<Member> &members);

private:
    /// What the row says of them.
    void sum(StoreChange &change, ChatRow &row) const;

    LocalStore &m_store;
};

} // namespace confab
