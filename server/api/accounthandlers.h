// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/accountdeletion.h"
#include "server/domain/accountlimits.h"
#include "server/domain/accountservice.h"

#include <functional>

namespace confab {

/// What the routes of accounts need; what it refers to must outlive the router.
struct AccountParts {
    const AccountService &accounts;
    AccountLimits &limits;
    const AccountDeletion &deletion;
    std::function<void()> deleted; ///< called on any thread when one has been
};

/// `/accounts`, `POST /sessions`, `/password-resets`, `/me…`: all that takes a password, and the caller's
/// account.
void addAccountRoutes(Router &router, const AccountParts &parts);

} // namespace confab
