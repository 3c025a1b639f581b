// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>

namespace confab {

/// Reads the secret that nodes share from what `cluster_secret` says: a text, or, where that is an absolute
/// path, the file there. Blanks around it do not count. The error says what is wrong and holds nothing of it.
[[nodiscard]] Result<QByteArray> readClusterSecret(const QString &configured);

} // namespace confab
