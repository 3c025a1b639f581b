// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/delivery.h"

namespace confab {

/// Writes events as the frames of the protocol, each once for all its recipients. Keeps no state;
/// thread-safe.
[[nodiscard]] Deliveries encodeEvents(const Events &events);

} // namespace confab
