// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/uploadbody.h"

namespace confab {

class FileService;

/// `/files`: sending a file in one request, and reading one. What `parts` refers to, and `files`, must
/// outlive the router.
void addFileRoutes(Router &router, const UploadParts &parts, const FileService &files);

} // namespace confab
