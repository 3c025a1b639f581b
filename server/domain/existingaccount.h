// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/accountrepository.h"

namespace confab {

/// The account of somebody who is logged in; NotAuthenticated when it is gone meanwhile.
[[nodiscard]] Result<AccountRow> existingAccount(Database &database, AccountId id);

} // namespace confab
