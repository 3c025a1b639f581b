// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// A code that is handed from person to person, and typed: 80 random bits as `XXXX-XXXX-XXXX-XXXX` in
/// Crockford's base 32 (https://www.crockford.com/base32.html), which has no letters that look alike. With
/// that many bits nobody tries them all.
namespace SecretCode {

[[nodiscard]] QString make();
/// As make() writes what somebody typed: case, dashes and blanks do not matter, O is 0, I and L are 1. Empty
/// when it cannot be a code.
[[nodiscard]] QString read(QStringView typed);

} // namespace SecretCode

} // namespace confab
