// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// The text with places where a line may end within its long words, as U+200B, which takes no room. Qt ends
/// lines between words only where it draws labels, and a name may be one long word.
[[nodiscard]] QString breakable(const QString &text);

} // namespace confab
