// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/presencesource.h"
#include "server/domain/sight.h"
#include "server/storage/accountrepository.h"

namespace confab {

/// An account as everybody may see it, who can be told of it in one go: without presence and last seen.
[[nodiscard]] User profileOf(const AccountRow &account);
/// An account as its owner sees it: presence and last seen only where they are shared.
[[nodiscard]] User shownUser(const AccountRow &account, const PresenceSource &presence);
/// The same, as one sees it whose sight this is.
[[nodiscard]] User shownUser(const AccountRow &account, const PresenceSource &presence, const Sight &sight);

} // namespace confab
