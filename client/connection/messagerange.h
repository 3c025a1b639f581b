// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/number.h"

namespace confab {

/// Which messages of a conversation are asked for: the last `limit` before `before`, of all where that is 0.
struct MessageRange {
    Seq before = {};
    int limit = 0;
    bool hasFile = false; ///< only those that hold one
};

} // namespace confab
