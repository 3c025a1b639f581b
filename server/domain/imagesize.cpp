// SPDX-License-Identifier: Apache-2.0
#include "server/domain/imagesize.h"

#include <algorithm>

namespace confab {

namespace {

constexpr quint32 sideMax = 65'535;

/// Numbers of any length at any place; 0 behind the end.
class Bytes {
public:
    explicit Bytes(QByteArrayView bytes)
        : m_bytes(bytes)
    { }

    [[nodiscard]] quint32 at(qsizetype i) const
    {
        return i >= 0 && i < m_bytes.size() ? uchar(m_bytes[i]) : 0;
    }
    [[nodiscard]] quint32 big16(qsizetype i) const { return at(i) << 8 | at(i + 1); }
    [[nodiscard]] quint32 big32(qsizetype i) const { return big16(i) << 16 | big16(i + 2); }
    [[nodiscard]] quint32 little16(qsizetype i) const { return at(i + 1) << 8 | at(i); }
    [[nodiscard]] quint32 little24(qsizetype i) const { return at(i + 2) << 16 | little16(i); }
    [[nodiscard]] bool has(qsizetype end) const { return end <= m_bytes.size(); }
    [[nodiscard]] bool isAt(qsizetype i, QByteArrayView expected) const
    {
        return has(i + expected.size()) && m_bytes.sliced(i, expected.size()) == expected;
    }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }

private:
    const QByteArrayView m_bytes;
};

std::optional<QSize> sized(quint32 width, quint32 height)
{
    if (width == 0 || height == 0 || width > sideMax || height > sideMax)
        return std::nullopt;
    return QSize(int(width), int(height));
}

// PNG (Third Edition), 5.2 and 11.2.1: the signature, then IHDR.
std::optional<QSize> pngSize(const Bytes &bytes)
{
    if (!bytes.has(33) || bytes.big32(8) != 13 || !bytes.isAt(12, "IHDR"))
        return std::nullopt;
    return sized(bytes.big32(16), bytes.big32(20));
}

// GIF89a, 18: the logical screen.
std::optional<QSize> gifSize(const Bytes &bytes)
{
    return bytes.has(13) ? sized(bytes.little16(6), bytes.little16(8)) : std::nullopt;
}

/// SOF0–SOF15, but for the three of them that say something else (ITU-T T.81, table B.1).
bool isFrame(quint32 marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Whether the Exif (CIPA DC-008, 4.5.2 and 4.6.5) at `start` says that the picture lies on its side.
bool isTurned(const Bytes &bytes, qsizetype start)
{
    constexpr quint32 orientation = 0x0112;
    constexpr quint32 mostFields = 256;
    const bool little = bytes.isAt(start, "II");
    const auto number16 = [&](qsizetype at) { return little ? bytes.little16(at) : bytes.big16(at); };
    const quint32 offset
        = little ? bytes.little16(start + 4) | bytes.little16(start + 6) << 16 : bytes.big32(start + 4);
    const qsizetype directory = start + qsizetype(offset);
    const quint32 count = std::min(number16(directory), mostFields);
    for (quint32 i = 0; i < count; ++i) {
        const qsizetype field = directory + 2 + 12 * qsizetype(i);
        if (number16(field) == orientation)
            return number16(field + 8) >= 5 && number16(field + 8) <= 8;
    }
    return false;
}

// ITU-T T.81, B.1.1: segments, each with its length, until the frame's header.
std::optional<QSize> jpegSize(const Bytes &bytes)
{
    qsizetype at = 2;
    std::optional<bool> turned; // as the first Exif says
    while (bytes.has(at + 4) && bytes.at(at) == 0xFF) {
        const quint32 marker = bytes.at(at + 1);
        if (marker == 0xFF) { // fills up
            ++at;
            continue;
        }
        const quint32 length = bytes.big16(at + 2);
        // Standalone markers, the scan and the end have no place before the frame.
        if (marker < 0xC0 || (marker >= 0xD0 && marker <= 0xDA) || length < 2)
            return std::nullopt;
        if (isFrame(marker)) {
            const auto size = length >= 8 && bytes.has(at + 9)
                ? sized(bytes.big16(at + 7), bytes.big16(at + 5))
                : std::nullopt;
            return size && turned.value_or(false) ? std::optional(size->transposed()) : size;
        }
        if (marker == 0xE1 && !turned && bytes.isAt(at + 4, "Exif"))
            turned = isTurned(bytes, at + 10);
        at += 2 + qsizetype(length);
    }
    return std::nullopt;
}

// RFC 9649, 2.4–2.7: lossy (RFC 6386, 9.1), lossless, extended.
std::optional<QSize> webpSize(const Bytes &bytes)
{
    if (!bytes.has(30))
        return std::nullopt;
    if (bytes.isAt(12, "VP8 "))
        return bytes.isAt(23, "\x9D\x01\x2A")
            ? sized(bytes.little16(26) & 0x3FFF, bytes.little16(28) & 0x3FFF)
            : std::nullopt;
    if (bytes.isAt(12, "VP8L") && bytes.at(20) == 0x2F) {
        const quint32 bits = bytes.little24(21) | bytes.at(24) << 24;
        return sized((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    }
    if (bytes.isAt(12, "VP8X"))
        return sized(bytes.little24(24) + 1, bytes.little24(27) + 1);
    return std::nullopt;
}

} // namespace

std::optional<QSize> imageSize(QByteArrayView data)
{
    const Bytes bytes(data);
    if (bytes.isAt(0, "\x89PNG\r\n\x1A\n"))
        return pngSize(bytes);
    if (bytes.isAt(0, "GIF87a") || bytes.isAt(0, "GIF89a"))
        return gifSize(bytes);
    if (bytes.isAt(0, "\xFF\xD8\xFF"))
        return jpegSize(bytes);
    if (bytes.isAt(0, "RIFF") && bytes.isAt(8, "WEBP"))
        return webpSize(bytes);
    return std::nullopt;
}

} // namespace confab
