// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

struct Colors;

/// resources/themes/confab.qss with each `@token` replaced by its colour.
[[nodiscard]] QString styleSheet(const Colors &colors);

} // namespace confab
