// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/domain/conversationaccess.h"
#include "server/storage/transaction.h"

namespace confab {

/// Something that happens to a group, within one transaction: the system lines that say so, each a message
/// under a change of its own, and then one change for the rows that are different and for the view that all
/// members get of it. So each push has a number to itself. Lives for one job on the writer's thread.
///
///     begin(), then line() for each, then number() for the rows, then tell()
class GroupChange {
public:
    /// Locks the group. NotFound when the caller is no member, Forbidden when it is no group.
    [[nodiscard]] static Result<GroupChange> begin(Transaction &transaction, const Caller &caller,
                                                   ConversationId id, Timestamp now);
    /// Of one that this very transaction makes; `access` is its row and its members, which are not stored.
    GroupChange(Transaction &transaction, ConversationAccess access, Timestamp now)
        : m_transaction(transaction)
        , m_access(std::move(access))
        , m_now(now)
        , m_movedBefore(m_access.conversation.moved)
    { }

    [[nodiscard]] ConversationAccess &access() { return m_access; }
    [[nodiscard]] ConversationRow &row() { return m_access.conversation; }
    [[nodiscard]] Database &database() { return m_transaction.database(); }
    [[nodiscard]] Timestamp now() const { return m_now; }
    /// Forbidden to who is no owner.
    [[nodiscard]] Result<void> requireOwner() const;
    /// The present member of that name, in any case; null when there is none.
    [[nodiscard]] MemberRow *member(const QString &username);

    /// Says `event` in the caller's name to those who are members now.
    void line(GroupEvent event, QUuid clientId = {});
    /// The number for everything that is not a line; the same for all of one change.
    [[nodiscard]] Change number();
    /// Stores what was said and the row, and tells all members what the group is now.
    [[nodiscard]] Result<void> tell();
    /// It is nothing to `member` any more.
    void tellEnd(const MemberRow &member);

private:
    Transaction &m_transaction;
    ConversationAccess m_access;
    Timestamp m_now;
    qint64 m_movedBefore;
    Change m_number; // zero while nothing asked for it
    Events m_lines;
    std::vector<Message> m_messages;
    Events m_ends;
};

} // namespace confab
