// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/delivery.h"

namespace confab {

/// Writes events as the frames of the protocol, each once for all its recipients; views of
/// conversations only where they are delivered. Keeps no state; thread-safe.
[[nodiscard]] Deliveries encodeEvents(const Events &events);

/// The frame that tells `view.account` of `change`.
[[nodiscard]] QByteArray encodeView(const ConversationChanged &change, const ConversationChanged::View &view);

} // namespace confab
