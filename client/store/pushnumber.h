// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/serverframe.h"

#include <optional>

namespace confab {

/// The conversation and number that a push carries; nothing for one without.
struct PushNumber {
    ConversationId conversation;
    Change change;
};
[[nodiscard]] std::optional<PushNumber> pushNumber(const ServerFrame &frame);

} // namespace confab
