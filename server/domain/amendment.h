// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/domain/caller.h"

#include <variant>

namespace confab {

/// What `caller` wants to become of a message that stands. A value.
struct Amendment {
    /// The caller's own says something else.
    struct Edit {
        QString body;
    };
    /// Nobody can read the caller's own any more.
    struct Remove { };
    /// The caller's emoji stands there, or does no more.
    struct React {
        QString emoji;
        bool on = true;
    };

    Caller caller; ///< as the token says; asked again in the transaction that writes
    ConversationId conversation;
    Seq seq;
    std::variant<Edit, Remove, React> what;
    Origin origin = {};
};

} // namespace confab
