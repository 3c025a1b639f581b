// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"

#include <QByteArray>

namespace confab {

/// A server's control frames (RFC 6455, 5.5), whole. Text frames come written from the api layer.
[[nodiscard]] QByteArray writeCloseFrame(CloseCode code);
/// The answer to a close and to a ping: the same payload, which is a control frame's.
[[nodiscard]] QByteArray writeCloseAnswer(QByteArrayView payload);
[[nodiscard]] QByteArray writePong(QByteArrayView payload);

} // namespace confab
