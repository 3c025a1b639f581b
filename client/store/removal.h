// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace confab {

/// Removes files, and folders with all that is in them. What is not there is no matter.
void removePaths(const QStringList &paths);

} // namespace confab
