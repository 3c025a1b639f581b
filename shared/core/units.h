// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace confab {

inline constexpr qint64 mebibyte = qint64(1024) * 1024; ///< in bytes

} // namespace confab
