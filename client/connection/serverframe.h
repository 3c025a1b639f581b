// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/serverframes.h"

#include <variant>

namespace confab {

/// What the server pushes of its own accord; answers to the client's frames are not among them.
using ServerFrame = std::variant<WelcomeFrame, MessageFrame, ReceiptFrame, ChangeFrame, ConversationFrame,
                                 RemovedFrame, AccountFrame, UserTypingFrame, UserPresenceFrame, MarksFrame>;

/// Reads a push; nothing where this version knows no such type, as the protocol asks.
[[nodiscard]] Result<std::optional<ServerFrame>> readServerFrame(const QJsonObject &json);

} // namespace confab
