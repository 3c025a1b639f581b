// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"

#include <QUuid>

namespace confab {

/// A new UUID of version 7 (RFC 9562): ordered by time, so that an index over them grows at its end.
[[nodiscard]] QUuid newUuid7(Timestamp now);

} // namespace confab
