// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace confab::tests {

/// A loopback port that nobody listens on, outside the range that the system takes for outgoing connections:
/// so it is still free when a killed server comes back.
[[nodiscard]] quint16 freePort();

} // namespace confab::tests
