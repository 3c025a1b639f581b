// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// Content-Disposition (RFC 6266) of a file to be saved under `name`: as ASCII for those who know no more,
/// and, where that is not all of it, in UTF-8 (RFC 8187). Whatever the name holds, the field stays one.
[[nodiscard]] QByteArray attachmentDisposition(const QString &name);

} // namespace confab
