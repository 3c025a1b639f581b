// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// Length in code points, as every limit of the protocol counts.
[[nodiscard]] qsizetype codePointLength(QStringView text);

/// Whether `text` is Unicode scalar values without NUL: no lone surrogate, no U+0000.
[[nodiscard]] bool isScalarText(QStringView text);

/// 2–32 of `A-Z a-z 0-9 . _ -`.
[[nodiscard]] bool isUsername(QStringView text);

/// What usernames are compared by: names that differ only in case are one.
[[nodiscard]] QString usernameKey(QStringView username);

/// What a search in names compares: case, compatibility forms and outer blanks do not matter.
[[nodiscard]] QString searchKey(QStringView text);

} // namespace confab
