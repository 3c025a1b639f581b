// SPDX-License-Identifier: Apache-2.0
#include "client/store/peoplesync.h"

namespace confab {

Result<void> PeopleSync::account(StoreChange &change, const AccountState &state)
{
    // An answer to sync may have been overtaken by a push.
    const auto known = m_store.state().account();
    if (known && state.account < *known)
        return {};
    if (auto done = people(change, state.profiles); !done)
        return done;
    const std::pair<Relation, std::optional<QStringList>> lists[]
        = {{Relation::Contact, state.contacts}, {Relation::Block, state.blocks}};
    for (const auto &[relation, names] : lists) {
        if (!names)
            continue;
        const auto concerned = m_store.relations().replace(relation, *names);
        if (!concerned)
            return concerned.error();
        change.relations = change.relations || !concerned->isEmpty();
        for (const QString &username : *concerned)
            concern(change, username);
    }
    return m_store.state().setAccount(state.account);
}

Result<void> PeopleSync::people(StoreChange &change, const QList<User> &users)
{
    for (const User &user : users) {
        const auto isNews = m_store.people().put(user);
        if (!isNews)
            return isNews.error();
        if (*isNews)
            concern(change, user.username);
    }
    return {};
}

void PeopleSync::concern(StoreChange &change, const QString &username)
{
    change.people.insert(username);
    if (const auto row = m_store.conversations().findPeer(username))
        change.chats.insert(row->chat.id);
}

} // namespace confab
