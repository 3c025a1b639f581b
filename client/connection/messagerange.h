// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/core/number.h"

namespace confab {

/// Which messages of a conversation are asked for: the last `limit` before `before`, of all where that is 0.
struct MessageRange {
    Seq before = {};
    int limit = 0;
    bool hasFile = false; ///< only those that hold one
};

/// Brings them into the local store. Answers from which seq on all of them are there; 1 at the start.
using LoadMessages = std::function<void(const MessageRange &range, Answer<Seq> done)>;

} // namespace confab
