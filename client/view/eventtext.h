// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/groupevent.h"

namespace confab {

/// A system line: what happened to a group. `who` did it, and it happened to `whom`: names as they are shown.
[[nodiscard]] QString eventText(const GroupEvent &event, const QString &who, const QString &whom);

} // namespace confab
