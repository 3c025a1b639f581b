// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/accountlimits.h"
#include "server/domain/accountservice.h"

namespace confab {

/// `/accounts`, `POST /sessions`, `/password-resets`, `/me…`: all that takes a password, and the caller's
/// account. Both must outlive the router.
void addAccountRoutes(Router &router, const AccountService &accounts, AccountLimits &limits);

} // namespace confab
