// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/peopleservice.h"

namespace confab {

/// `/users…`. `people` must outlive the router.
void addPeopleRoutes(Router &router, const PeopleService &people);

} // namespace confab
