// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/domain/conversationaccess.h"

namespace confab {

/// What every member of it sees, for all of them, with the last message given; the members are written once.
/// For a group, whose views are many.
[[nodiscard]] Result<QList<ConversationChanged::View>> viewsOfGroup(Database &database,
                                                                    ConversationAccess access);

/// What both of a direct one are told of it.
[[nodiscard]] Result<ConversationChanged> viewsOfDirect(Database &database, const ConversationAccess &access);

/// The conversation as `access.caller()` sees it, with the last message and the count of what is unread.
[[nodiscard]] Result<Conversation> viewConversation(Database &database, const ConversationAccess &access);

} // namespace confab
