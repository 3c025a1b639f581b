// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/uploadbody.h"

namespace confab {

/// `/uploads`: tus 1.0 (tus.io) with its extensions creation, termination, checksum and expiration. What
/// `parts` refers to must outlive the router.
void addUploadRoutes(Router &router, const UploadParts &parts);

/// A request that says in X-HTTP-Method-Override what it could not say otherwise, as tus has it.
[[nodiscard]] Method uploadMethod(const Request &request);
/// Puts what tus asks for into every answer below `/uploads`.
[[nodiscard]] Answer withTusFields(const Answer &answer);

} // namespace confab
