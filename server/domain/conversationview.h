// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/domain/conversationaccess.h"

namespace confab {

/// What members of one group see of it in one transaction. What is the same for all of them is read and
/// written once, with the first that is added: between two nothing may move but what is the members' own.
class GroupViews {
public:
    /// As `access.caller()` sees it, who has `unread`.
    [[nodiscard]] Result<void> add(Database &database, const ConversationAccess &access, int unread,
                                   QList<Origin> origins = {});
    /// The same for who has not been counted for.
    [[nodiscard]] Result<void> add(Database &database, const ConversationAccess &access,
                                   QList<Origin> origins);
    [[nodiscard]] bool isEmpty() const { return m_changed.views.isEmpty(); }
    [[nodiscard]] ConversationChanged take() { return std::exchange(m_changed, {}); }

private:
    [[nodiscard]] Result<void> begin(Database &database, const ConversationAccess &access);

    ConversationChanged m_changed;
    QList<Member> m_present;
    QList<qsizetype> m_indexes; // among those, of each row
    std::optional<Message> m_last;
};

/// What every member of it sees, for all of them, with the last message.
[[nodiscard]] Result<ConversationChanged> viewsOfGroup(Database &database, ConversationAccess access);

/// What both of a direct one are told of it.
[[nodiscard]] Result<ConversationChanged> viewsOfDirect(Database &database, const ConversationAccess &access);

/// The conversation as `access.caller()` sees it, with the last message and the count of what is unread.
[[nodiscard]] Result<Conversation> viewConversation(Database &database, const ConversationAccess &access);

} // namespace confab
