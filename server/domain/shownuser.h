// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/presencesource.h"
#include "server/storage/accountrepository.h"

namespace confab {

/// An account as other people see it: presence and last seen only where they are shared.
[[nodiscard]] User shownUser(const AccountRow &account, const PresenceSource &presence);

} // namespace confab
