// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"

#include <QByteArray>

namespace confab {

/// Frames from a server as bytes (RFC 6455, 5.2): unmasked, whole. A push is written once and sent to many.
[[nodiscard]] QByteArray writeTextFrame(QStringView text);
[[nodiscard]] QByteArray writeCloseFrame(CloseCode code);

} // namespace confab
