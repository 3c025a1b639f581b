// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

namespace confab {

/// Knows who is here now. Thread-safe.
class PresenceSource {
public:
    virtual ~PresenceSource() = default;
    /// Nothing when that is not known of `account`.
    [[nodiscard]] virtual std::optional<Presence> presence(AccountId account) const = 0;
};

} // namespace confab
