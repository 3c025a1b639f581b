// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/groupmembers.h"
#include "server/domain/groupservice.h"

namespace confab {

/// `/conversations/{id}/members…` and `/conversations/{id}/avatar`. Both services must outlive the router.
void addGroupRoutes(Router &router, const GroupService &groups, const GroupMembers &members);

} // namespace confab
