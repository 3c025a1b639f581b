// SPDX-License-Identifier: Apache-2.0
#include "client/store/presencebook.h"

#include "shared/core/text.h"

namespace confab {

Presence PresenceBook::of(const QString &username) const
{
    return m_entries.value(usernameKey(username)).presence;
}

User PresenceBook::present(User user) const
{
    const auto entry = m_entries.constFind(usernameKey(user.username));
    if (entry == m_entries.constEnd()) {
        user.presence.reset();
        return user;
    }
    user.presence = entry->presence;
    if (entry->lastSeenAt || entry->isHidden)
        user.lastSeenAt = entry->lastSeenAt;
    if (entry->isHidden)
        user.presence.reset();
    return user;
}

void PresenceBook::note(const UserPresenceFrame &frame)
{
    // Everybody who went was last seen some time; of whom that is not said, it is not shared any more.
    put({.username = frame.user,
         .presence = frame.state,
         .lastSeenAt = frame.lastSeenAt,
         .isHidden = frame.state == Presence::Offline && !frame.lastSeenAt});
}

void PresenceBook::note(const User &user)
{
    put({.username = user.username,
         .presence = user.presence.value_or(Presence::Offline),
         .lastSeenAt = user.lastSeenAt,
         .isHidden = !user.presence});
}

void PresenceBook::put(const Entry &entry)
{
    const QString key = usernameKey(entry.username);
    const auto known = m_entries.constFind(key);
    if (known != m_entries.constEnd() && *known == entry)
        return;
    m_entries.insert(key, entry);
    Q_EMIT changed(entry.username);
}

void PresenceBook::clear()
{
    const auto entries = std::exchange(m_entries, {});
    for (const Entry &entry : entries)
        Q_EMIT changed(entry.username);
}

} // namespace confab
