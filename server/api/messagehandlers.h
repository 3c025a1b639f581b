// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/messageservice.h"
#include "server/domain/messagewriter.h"

namespace confab {

/// `/conversations/{id}/messages…` and `/messages/{id}`. `messages` and `writer` must outlive the router;
/// `messagesToLoad` is the size of a page where none is asked for.
void addMessageRoutes(Router &router, const MessageService &messages, MessageWriter &writer,
                      int messagesToLoad);

} // namespace confab
