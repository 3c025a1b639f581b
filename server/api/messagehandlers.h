// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/messageservice.h"

namespace confab {

/// `/conversations/{id}/messages…` and `/messages/{id}`. `messages` must outlive the router; `messagesToLoad`
/// is the size of a page where none is asked for.
void addMessageRoutes(Router &router, const MessageService &messages, int messagesToLoad);

} // namespace confab
