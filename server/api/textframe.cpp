// SPDX-License-Identifier: Apache-2.0
#include "server/api/textframe.h"

#include <QtEndian>

#include <algorithm>

namespace confab {

namespace {

constexpr char finalText = char(0x81);
constexpr qsizetype shortLength = 125;
constexpr qsizetype mediumLength = 0xffff;
constexpr char lengthIs16Bits = 126;
constexpr char lengthIs64Bits = 127;

qsizetype headerSize(qsizetype length)
{
    if (length <= shortLength)
        return 2;
    return length <= mediumLength ? 4 : 10;
}

void writeHeader(char *out, qsizetype length)
{
    out[0] = finalText;
    if (length <= shortLength) {
        out[1] = char(length);
    } else if (length <= mediumLength) {
        out[1] = lengthIs16Bits;
        qToBigEndian(quint16(length), out + 2);
    } else {
        out[1] = lengthIs64Bits;
        qToBigEndian(quint64(length), out + 2);
    }
}

} // namespace

QByteArray writeTextFrame(QByteArrayView text)
{
    const qsizetype header = headerSize(text.size());
    QByteArray frame(header + text.size(), Qt::Uninitialized);
    writeHeader(frame.data(), text.size());
    std::copy_n(text.data(), text.size(), frame.data() + header);
    return frame;
}

} // namespace confab
