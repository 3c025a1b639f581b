// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"

#include <QString>

namespace confab {

/// What went wrong, as a sentence a person can act on. The one place where an Error becomes text.
[[nodiscard]] QString errorText(const Error &error);

} // namespace confab
