// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/id.h"
#include "shared/protocol/user.h"

namespace confab {

/// Who asks, as the session says it. The rights that matter are read again in the transaction that uses them.
struct Caller {
    AccountId account = {};
    SessionId session = {};
    QString username = {};
    Role role = Role::User;
    bool sharesPresence = true;

    [[nodiscard]] bool isNull() const { return account.isNull(); }
};

} // namespace confab
