// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/wire.h"

#include <QtEndian>

#include <charconv>

namespace confab::tests {

namespace {

constexpr unsigned char finalText = 0x81;
constexpr unsigned char masked = 0x80;
constexpr std::string_view statusLine{"HTTP/1.1 "};

size_t contentLength(std::string_view head)
{
    constexpr std::string_view name{"\r\nContent-Length: "};
    const size_t at = head.find(name);
    size_t length = 0;
    if (at != head.npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
}

} // namespace

Taken takeFrame(std::string_view bytes)
{
    if (bytes.size() < 2)
        return {};
    size_t length = static_cast<unsigned char>(bytes[1]);
    size_t head = 2;
    if (length == 126) {
        head = 4;
        length = bytes.size() < head ? 0 : qFromBigEndian<quint16>(bytes.data() + 2);
    } else if (length == 127) {
        head = 10;
        length = bytes.size() < head ? 0 : size_t(qFromBigEndian<quint64>(bytes.data() + 2));
    }
    if (bytes.size() < head || bytes.size() - head < length)
        return {};
    return {.size = head + length, .text = bytes.substr(head, length)};
}

Taken takeAnswer(std::string_view bytes)
{
    const size_t end = bytes.find("\r\n\r\n");
    if (end == bytes.npos || !bytes.starts_with(statusLine))
        return {};
    int status = 0;
    std::from_chars(bytes.data() + statusLine.size(), bytes.data() + end, status);
    const size_t length = contentLength(bytes.substr(0, end));
    const size_t head = end + 4;
    if (bytes.size() - head < length)
        return {};
    return {.size = head + length, .text = bytes.substr(head, length), .status = status};
}

void appendFrame(std::string &out, std::string_view text)
{
    out.push_back(char(finalText));
    if (text.size() < 126) {
        out.push_back(char(masked | text.size()));
    } else {
        const quint16 length = qToBigEndian(quint16(text.size()));
        out.push_back(char(masked | 126));
        out.append(reinterpret_cast<const char *>(&length), sizeof length);
    }
    out.append(4, '\0');
    out.append(text);
}

QByteArray upgradeRequest(const QByteArray &path, const QByteArray &more)
{
    return "GET " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + more + "\r\n";
}

QByteArray httpRequest(const QByteArray &method, const QByteArray &path, const QByteArray &token,
                       const QByteArray &body)
{
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!token.isEmpty())
        request += "Authorization: Bearer " + token + "\r\n";
    if (!body.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n";
    return request + "\r\n" + body;
}

} // namespace confab::tests
