// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/amendmentservice.h"
#include "server/domain/messageservice.h"
#include "server/domain/messagewriter.h"

namespace confab {

/// What the routes of messages are made of; it must outlive the router.
struct MessageRouteParts {
    const MessageService &messages;
    MessageWriter &writer;
    AmendmentService &amendments;
};

/// `/conversations/{id}/messages…` and `/messages/{id}`; `messagesToLoad` is the size of a page where none is
/// asked for.
void addMessageRoutes(Router &router, const MessageRouteParts &parts, int messagesToLoad);

} // namespace confab
