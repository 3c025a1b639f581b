// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace confab::tests {

/// Bytes in which no piece is like another, so that one in a wrong place shows.
[[nodiscard]] inline QByteArray patternedBytes(qsizetype size)
{
    QByteArray data(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        data[i] = char((i * 31 + i / 977) & 0xff);
    return data;
}

} // namespace confab::tests
