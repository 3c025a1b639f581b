// SPDX-License-Identifier: Apache-2.0
#include "server/net/websocketframe.h"

#include <QtEndian>

namespace confab {

namespace {

constexpr char finalClose = char(0x88);
constexpr char finalPong = char(0x8a);
constexpr qsizetype longest = 125;

QByteArrayView reasonOf(CloseCode code)
{
    switch (code) {
    case CloseCode::Restart:
        return "the server restarts";
    case CloseCode::BrokenProtocol:
        return "not as RFC 6455 has it";
    case CloseCode::NotUtf8:
        return "the text is not UTF-8";
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

QByteArray writeControlFrame(char head, QByteArrayView payload)
{
    Q_ASSERT(payload.size() <= longest);
    QByteArray frame(1, head);
    return frame.append(char(payload.size())).append(payload);
}

} // namespace

QByteArray writeCloseFrame(CloseCode code)
{
    const quint16 number = qToBigEndian(quint16(code));
    QByteArray payload(reinterpret_cast<const char *>(&number), sizeof number);
    return writeControlFrame(finalClose, payload.append(reasonOf(code)));
}

QByteArray writeCloseAnswer(QByteArrayView payload)
{
    return writeControlFrame(finalClose, payload);
}

QByteArray writePong(QByteArrayView payload)
{
    return writeControlFrame(finalPong, payload);
}

} // namespace confab
