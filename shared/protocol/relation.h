// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace confab {

/// What one person is to another, as the first has said: on a contact list, or blocked. Stored by number.
enum class Relation { Contact = 0, Block = 1 };

} // namespace confab
