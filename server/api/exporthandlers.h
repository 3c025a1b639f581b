// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/exportservice.h"

namespace confab {

class StoragePool;

/// What the routes of exports need; what it refers to must outlive the router.
struct ExportParts {
    const ExportService &exports;
    StoragePool &files; ///< reads the pieces
    std::function<void()> begun; ///< called on any thread when one is to be made
};

/// `/exports`.
void addExportRoutes(Router &router, const ExportParts &parts);

} // namespace confab
