// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/database.h"

namespace confab {

/// Who asks, as the transaction that asks sees the session and its account; NotAuthenticated when the session
/// has ended or the account may not act. A removal can outrun everything that is kept in memory; not this.
[[nodiscard]] Result<Caller> requireSession(Database &database, const Caller &verified);

} // namespace confab
