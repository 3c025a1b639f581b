// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace confab::tests {

/// The text of a server's whole text frame (RFC 6455, 5.2).
[[nodiscard]] inline QByteArray frameText(const QByteArray &frame)
{
    const auto length = frame.size() < 2 ? 0 : uchar(frame.at(1));
    return frame.mid(length < 126 ? 2 : (length == 126 ? 4 : 10));
}

} // namespace confab::tests
