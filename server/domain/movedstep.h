// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"

namespace confab {

/// The column `conversation.moved` counts in these: coarse, so that an index over it is seldom written.
inline constexpr std::chrono::seconds movedStepLength{10};

[[nodiscard]] inline qint64 movedStep(Timestamp time)
{
    return time.time_since_epoch() / movedStepLength;
}

} // namespace confab
