// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/groupchange.h"
#include "shared/protocol/page.h"

namespace confab {

struct AccountRow;

/// Who is in a group, and as what. Owners add, remove and give roles; everybody may leave. While somebody is
/// in it there is an owner: when the last one leaves, who has been there for longest becomes one. Keeps no
/// state; thread-safe. `clock` must outlive it.
class GroupMembers {
public:
    explicit GroupMembers(const Clock &clock)
        : m_clock(clock)
    { }

    /// The members of any conversation, in the order of its summary.
    [[nodiscard]] Result<Page<Member>> list(Database &database, const Caller &caller, ConversationId id,
                                            int limit, const QString &after) const;
    struct Added {
        Member member;
        bool added = false; ///< or else was one already
    };
    /// CannotDeliver where one of the two blocks the other; ListFull.
    [[nodiscard]] Result<Added> add(Transaction &transaction, const Caller &caller, ConversationId id,
                                    const QString &username) const;
    /// LastOwner when nobody else would be one.
    [[nodiscard]] Result<Member> changeRole(Transaction &transaction, const Caller &caller, ConversationId id,
                                            const QString &username, MemberRole role) const;
    /// Somebody else, or the caller, who leaves.
    [[nodiscard]] Result<void> remove(Transaction &transaction, const Caller &caller, ConversationId id,
                                      const QString &username) const;

private:
    [[nodiscard]] static Result<std::optional<AccountRow>> lockByName(Database &database,
                                                                      const Caller &caller,
                                                                      const QString &username);
    [[nodiscard]] Result<void> handOver(GroupChange &change) const;

    const Clock &m_clock;
};

} // namespace confab
