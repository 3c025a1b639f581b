// SPDX-License-Identifier: Apache-2.0
#include "server/net/websocketframe.h"

#include <QtEndian>

namespace confab {

namespace {

constexpr char finalText = char(0x81);
constexpr char finalClose = char(0x88);
constexpr qsizetype shortLength = 125;
constexpr char lengthIs16Bits = 126;
constexpr char lengthIs64Bits = 127;

QByteArray headerOf(qsizetype size)
{
    QByteArray header(1, finalText);
    if (size <= shortLength)
        return header.append(char(size));
    if (size <= 0xffff) {
        const quint16 length = qToBigEndian(quint16(size));
        return header.append(lengthIs16Bits).append(reinterpret_cast<const char *>(&length), sizeof length);
    }
    const quint64 length = qToBigEndian(quint64(size));
    return header.append(lengthIs64Bits).append(reinterpret_cast<const char *>(&length), sizeof length);
}

QByteArrayView reasonOf(CloseCode code)
{
    switch (code) {
    case CloseCode::Restart:
        return "the server restarts";
    case CloseCode::TooLarge:
        return "the frame is too large";
    case CloseCode::Malformed:
        return "malformed";
    case CloseCode::NotLoggedIn:
        return "not logged in any more";
    case CloseCode::ReadsTooSlowly:
        return "reads too slowly";
    case CloseCode::TooManyFrames:
        return "too many frames";
    }
    return "";
}

} // namespace

QByteArray writeTextFrame(QStringView text)
{
    const QByteArray payload = text.toUtf8();
    return headerOf(payload.size()).append(payload);
}

QByteArray writeCloseFrame(CloseCode code)
{
    const QByteArrayView reason = reasonOf(code);
    const quint16 number = qToBigEndian(quint16(code));
    QByteArray frame(1, finalClose);
    frame.append(char(sizeof number + size_t(reason.size())));
    return frame.append(reinterpret_cast<const char *>(&number), sizeof number).append(reason);
}

} // namespace confab
