// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/units.h"

/// What an archive that is imported may be at most, beside the limits of what is in it
/// (shared/core/limits.h). No client meets these.
namespace confab::ImportLimits {

inline constexpr qint64 entries = 1'000'000;
inline constexpr qint64 document = 64 * mebibyte; ///< bytes of one JSON document, unpacked
inline constexpr qint64 packing = 200; ///< all documents together, as a multiple of the archive …
inline constexpr qint64 packed = 64 * mebibyte; ///< … where they are more than this
inline constexpr qint64 people = 100'000;
inline constexpr qint64 before = 1'000'000; ///< messages of a group that its archive does not hold
inline constexpr int page = 1000; ///< messages of one document

} // namespace confab::ImportLimits
