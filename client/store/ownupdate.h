// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/conversationrequests.h"

/// What a person makes of a conversation for oneself alone: muted, pinned, archived, marked as unread. Each
/// of the four is a value that is set, so of several only the last counts, and saying it twice does no harm.
namespace confab::OwnUpdate {

/// Both, the later one where they differ.
[[nodiscard]] UpdateConversationRequest merged(UpdateConversationRequest earlier,
                                               const UpdateConversationRequest &later);
/// What is left of `pending` when the server has taken `sent`: what was set otherwise since.
[[nodiscard]] UpdateConversationRequest without(UpdateConversationRequest pending,
                                                const UpdateConversationRequest &sent);
[[nodiscard]] bool isEmpty(const UpdateConversationRequest &update);
void apply(const UpdateConversationRequest &update, Chat &chat);

} // namespace confab::OwnUpdate
