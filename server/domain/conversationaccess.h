// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/conversationrepository.h"
#include "server/storage/memberrepository.h"

namespace confab {

/// A conversation and its members as they stand in the transaction that asks, for one who may see it.
struct ConversationAccess {
    ConversationRow conversation;
    QList<MemberRow> members; ///< also those who left
    qsizetype self = 0; ///< the index of the one who asks

    [[nodiscard]] const MemberRow &caller() const { return members[self]; }
    [[nodiscard]] MemberRow &caller() { return members[self]; }
    /// The accounts of those who are members now.
    [[nodiscard]] QList<AccountId> audience() const;
    /// Whether what one of them has read is shown to the others: in a direct one only while both show it, so
    /// that who keeps the own marks private sees none, and nothing passes where one blocks the other.
    [[nodiscard]] bool showsRead() const;
    /// Whether marks are shown at all: in a large group they are everybody's own. Counts the members.
    [[nodiscard]] bool sharesMarks() const;
    /// The same, to be asked once and then for each member.
    enum class Marks { Shared, Private };
    [[nodiscard]] Marks marks() const { return sharesMarks() ? Marks::Shared : Marks::Private; }
    /// A member as the others see it.
    [[nodiscard]] static Member shown(const MemberRow &member, Marks marks);
    [[nodiscard]] Member shown(const MemberRow &member) const { return shown(member, marks()); }
    [[nodiscard]] bool takesMessages() const
    {
        return !conversation.blocked && conversation.state == ConversationState::Open;
    }
    [[nodiscard]] bool isOwner() const { return caller().role == MemberRole::Owner; }
    /// Becomes what another of its members sees; false when `account` is none.
    [[nodiscard]] bool turnTo(AccountId account);
    /// The same conversation as another of its members sees it; nothing when `account` is none.
    [[nodiscard]] std::optional<ConversationAccess> as(AccountId account) const;
};

/// The one answer about a conversation that is not there, or that the caller may not see.
[[nodiscard]] Error noConversation();

/// The one answer to who writes where one of the two blocks the other, whichever it is.
[[nodiscard]] Error cannotDeliver();

/// The one answer to who writes in a conversation that was ended.
[[nodiscard]] Error isClosed();

/// NotFound when `account` is no member: then it may not even learn that the conversation exists. Whoever is
/// going to write to it locks it.
[[nodiscard]] Result<ConversationAccess> accessConversation(Database &database, ConversationId id,
                                                            AccountId account, Lock lock = Lock::None);

} // namespace confab
