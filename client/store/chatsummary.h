// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/conversationstore.h"

/// What the server's summary of a conversation says of the chat that shows it.
namespace confab::ChatSummary {

/// The name that the chat goes by: of the other one's, or of the group's key; empty for one of `self` alone.
[[nodiscard]] QString peerOf(const Conversation &conversation, const QString &self);
/// Puts into the row what is the same for all members.
void put(ChatRow &row, const Conversation &conversation);
/// Puts into the row what is this account's own.
void putOwn(ChatRow &row, const OwnState &own);

} // namespace confab::ChatSummary
