// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"

namespace confab {

/// The server has this message of that chat: it leaves the outbox, if it waits there. Where it was rewritten
/// after it had gone out with another text, unheard of here, the new one follows it as an edit.
[[nodiscard]] Result<void> settleSent(LocalStore &store, StoreChange &change, ChatId chat,
                                      const Message &message);

} // namespace confab
