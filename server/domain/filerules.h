// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/limits.h"

namespace confab {

/// How large files may be, and how long what nobody has sent is kept. A value.
struct FileRules {
    qint64 largest = Limits::file; ///< bytes of one
    qint64 perAccount = Limits::accountFiles; ///< bytes of all of an account, with those on their way in
    qint64 total = 0; ///< bytes of all contents of the server; 0: as many as the disk takes
    std::chrono::seconds unsentKept = Limits::unsentFileKept;
    std::chrono::seconds uploadKept = Limits::uploadKept;
};

} // namespace confab
