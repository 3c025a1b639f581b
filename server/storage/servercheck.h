// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <chrono>

namespace confab {

/// Whether the server of a shared database keeps what it says it has committed, and is one that this program
/// knows; an embedded one always is. An error says which of its settings stands against that, and what it
/// must be. Asked at each start.
[[nodiscard]] Result<void> checkServer(Database &database);

/// Unavailable while any other program of Confab is connected to this shared database: a node, most likely.
/// Who is just going is waited for, up to `patience`. An embedded one is kept from others by DataDirectory.
[[nodiscard]] Result<void> requireAlone(Database &database,
                                        std::chrono::milliseconds patience = std::chrono::seconds(5));

} // namespace confab
