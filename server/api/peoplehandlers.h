// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/peopleservice.h"
#include "server/domain/relationservice.h"

namespace confab {

/// `/users…`, `/contacts…` and `/blocks…`. Both must outlive the router.
void addPeopleRoutes(Router &router, const PeopleService &people, const RelationService &relations);

} // namespace confab
