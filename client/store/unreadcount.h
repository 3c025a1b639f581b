// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"

namespace confab {

/// Counts anew, from the messages that are here, what of that chat is unread, and in a group how much of that
/// mentions this account. Where messages are missing, the server's number stands for them.
void countUnread(LocalStore &store, ChatRow &row);

} // namespace confab
