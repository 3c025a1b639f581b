// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

namespace confab {

/// Files as they must be for what survives a loss of power. Thread-safe.

/// Waits until what `path` holds is on the disk.
[[nodiscard]] Result<void> syncFile(const QString &path);
/// Puts `from` in the place of `to`, at once and durably; both are on one file system.
[[nodiscard]] Result<void> replaceFile(const QString &from, const QString &to);

} // namespace confab
