// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/avatarservice.h"

namespace confab {

/// `/me/avatar` and `/avatars/{avatar}`. `avatars` must outlive the router.
void addAvatarRoutes(Router &router, const AvatarService &avatars);

} // namespace confab
