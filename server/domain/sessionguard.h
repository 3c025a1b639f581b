// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/sessionrepository.h"

namespace confab {

/// Who asks, as the transaction that asks sees the session and its account; NotAuthenticated when the session
/// has ended or the account may not act. A removal can outrun everything that is kept in memory; not this.
[[nodiscard]] Result<Caller> requireSession(Database &database, const Caller &verified);
/// The same, of whom storage says the session is.
[[nodiscard]] Result<Caller> requireHolder(const std::optional<SessionHolder> &holder,
                                           const Caller &verified);

} // namespace confab
