// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/activeconversations.h"
#include "server/storage/writer.h"

namespace confab {

/// As the configuration and `GET /server` call it.
[[nodiscard]] QLatin1StringView toName(ConversationPolicy policy);

/// The policy of the last server that started on the database; Open where none has said.
[[nodiscard]] Result<ConversationPolicy> storedPolicy(Database &database);

/// Makes the direct conversations of a database what the policy of the server that starts on it wants: under
/// the exclusive one all are closed but those that are active, and none is active when it was open before;
/// under the open one none is closed. Each that becomes another is so under a change of its own, which
/// clients see when they ask. It goes in steps, and one that was interrupted goes on at the next start.
/// Before anybody is let in; not on a writer's thread.
[[nodiscard]] Result<void> switchPolicy(Writer &writer, ConversationPolicy policy, const Clock &clock);

} // namespace confab
