// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/accountrepository.h"

namespace confab {

/// The account of somebody who is logged in; NotAuthenticated when it was deleted or disabled meanwhile.
[[nodiscard]] Result<AccountRow> existingAccount(Database &database, AccountId id);

/// Nobody else changes the accounts of the caller and of `others`, nor what is between them, until the
/// transaction ends. Answers the caller's, as existingAccount(): who was waited for here may have ended it
/// since the session was asked for. What was read of the others before is to be read again for the same
/// reason.
[[nodiscard]] Result<AccountRow> lockPeople(Database &database, const Caller &caller,
                                            QList<AccountId> others = {});

} // namespace confab
