// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/groupchange.h"
#include "shared/protocol/grouprequests.h"

namespace confab {

class Writer;
struct AccountRow;

/// Groups: making one, and what its owners say of it. Who is in one is GroupMembers' to change. Keeps no
/// state; thread-safe. `clock` must outlive it.
class GroupService {
public:
    explicit GroupService(const Clock &clock)
        : m_clock(clock)
    { }

    struct Created {
        ConversationAccess access;
        bool created = false; ///< or else it stood already, from a repeat of the same request
    };
    /// The caller is its first owner. NotFound and CannotDeliver name `members`.
    [[nodiscard]] Result<Created> create(Transaction &transaction, const Caller &caller,
                                         const CreateGroupRequest &request) const;
    /// What is given becomes so; nothing is told of what was so already. Owners only.
    [[nodiscard]] Result<void> update(Transaction &transaction, const Caller &caller, ConversationId id,
                                      const std::optional<QString> &title,
                                      const std::optional<GroupHistory> &history) const;
    /// As AvatarService::set(), of a group. Owners only.
    [[nodiscard]] Result<Conversation> setAvatar(Writer &writer, const Caller &caller, ConversationId id,
                                                 const QByteArray &bytes) const;
    /// The picture of that name, which is kept, or none.
    [[nodiscard]] Result<Conversation> changeAvatar(Transaction &transaction, const Caller &caller,
                                                    ConversationId id,
                                                    const std::optional<QString> &avatar) const;

private:
    [[nodiscard]] Result<std::optional<ConversationAccess>> earlier(Database &database, const Caller &caller,
                                                                    QUuid clientId) const;
    /// The caller's account.
    [[nodiscard]] static Result<AccountRow> lockAll(Database &database, const Caller &caller,
                                                    const QStringList &names);
    [[nodiscard]] Result<QList<MemberRow>> founders(Database &database, const Caller &caller,
                                                    const CreateGroupRequest &request,
                                                    const ConversationRow &row) const;

    const Clock &m_clock;
};

} // namespace confab
