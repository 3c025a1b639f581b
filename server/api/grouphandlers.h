// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/groupmembers.h"
#include "server/domain/groupservice.h"
#include "server/domain/seenservice.h"

namespace confab {

/// `/conversations/{id}/members…`, `/conversations/{id}/avatar` and
/// `/conversations/{id}/messages/{seq}/seen`. The services must outlive the router.
void addGroupRoutes(Router &router, const GroupService &groups, const GroupMembers &members,
                    const SeenService &seen);

} // namespace confab
