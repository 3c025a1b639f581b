// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/error.h"

#include <optional>

namespace confab {

/// How an account stands with its server, for the bar above the conversations.
struct ConnectionStatus {
    enum class State {
        Connecting, ///< an attempt is under way
        Syncing, ///< connected, catching up
        Online, ///< connected, everything is here
        Offline, ///< waiting for the next attempt, see retryAt
        LoggedOut, ///< the session has ended; nothing is tried until the person logs in again
    };

    State state = State::Offline;
    int queued = 0; ///< messages in the outbox that will go out by themselves
    std::optional<Timestamp> retryAt = {}; ///< when Offline: the next attempt
    std::optional<Error> error = {}; ///< why the last attempt failed
};

} // namespace confab
