// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/searchservice.h"

namespace confab {

class StoragePool;

/// What the search works with; it must outlive the router. Searches have threads of their own: one may take
/// many times as long as anything else that is read.
struct SearchParts {
    const SearchService &service;
    StoragePool &pool;
};

/// `/search`.
void addSearchRoutes(Router &router, const SearchParts &parts);

} // namespace confab
