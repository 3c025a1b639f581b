// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/inviteservice.h"

namespace confab {

/// `/invites…`. `invites` must outlive the router.
void addInviteRoutes(Router &router, const InviteService &invites);

} // namespace confab
