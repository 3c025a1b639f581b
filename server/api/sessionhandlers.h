// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/sessionservice.h"

namespace confab {

/// `/sessions…` but for the login. `sessions` must outlive the router.
void addSessionRoutes(Router &router, const SessionService &sessions);

} // namespace confab
