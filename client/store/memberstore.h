// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/user.h"

namespace confab {

class LocalDatabase;

/// Somebody who is in a group, as last heard of.
struct GroupMember {
    User user; ///< with the username alone where nothing else is known; without presence
    MemberRole role = MemberRole::Member;
    bool isKnown = false; ///< whether this device has met that person

    bool operator==(const GroupMember &) const = default;
};

/// The table of who is in which group, by usernames in any case. GUI thread; the database outlives it.
class MemberStore final {
public:
    explicit MemberStore(LocalDatabase &database)
        : m_database(database)
    { }

    /// Whether somebody is in it now, or as what, who was not before.
    Result<bool> replace(ChatId chat, const QList<Member> &members);
    /// Likewise, of one; a tombstone is taken out.
    Result<bool> put(ChatId chat, const Member &member);
    Result<void> remove(ChatId chat);
    Result<void> removeAll();

    /// Owners first, then by display name: those with `query` in any part of a name.
    [[nodiscard]] QList<GroupMember> of(ChatId chat, const QString &query = {}) const;
    [[nodiscard]] bool holds(ChatId chat, const QString &username) const;
    [[nodiscard]] int count(ChatId chat) const;
    [[nodiscard]] int countOwners(ChatId chat) const;

private:
    [[nodiscard]] QHash<QString, MemberRole> roles(ChatId chat) const;
    [[nodiscard]] int number(const QString &sql, const QVariantList &values) const;
    Result<void> insert(ChatId chat, const Member &member);
    Result<void> erase(ChatId chat, const QString &key);

    LocalDatabase &m_database;
};

} // namespace confab
