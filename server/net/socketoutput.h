// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

class QTcpSocket;

namespace confab {

/// Bytes given to the socket that the kernel has not taken yet, encrypted or not.
[[nodiscard]] qint64 pendingOutput(const QTcpSocket &socket);

} // namespace confab
