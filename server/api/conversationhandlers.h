// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/conversationservice.h"
#include "server/domain/groupservice.h"
#include "server/domain/syncservice.h"

namespace confab {

class ReceiptService;

/// What the routes below need; all of it must outlive the router.
struct ConversationParts {
    const ConversationService &conversations;
    const GroupService &groups;
    const SyncService &sync;
    ReceiptService &receipts;
};

/// `/conversations…` but for the messages, and `/sync`.
void addConversationRoutes(Router &router, const ConversationParts &parts);

} // namespace confab
