// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// Whether the server of a shared database keeps what it says it has committed, and is one that this program
/// knows; an embedded one always is. An error says which of its settings stands against that, and what it
/// must be. Asked at each start.
[[nodiscard]] Result<void> checkServer(Database &database);

} // namespace confab
