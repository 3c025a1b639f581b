// SPDX-License-Identifier: Apache-2.0
#include "server/domain/pictureformats.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype signatureLength = 8;
constexpr qsizetype frameLength = 12; // length, type and checksum of a chunk

/// The checksum of a chunk's type and data (the specification's annex D).
quint32 checksum(QByteArrayView bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 n = 0; n < 256; ++n) {
            quint32 c = n;
            for (int k = 0; k < 8; ++k)
                c = c & 1 ? 0xedb88320U ^ (c >> 1) : c >> 1;
            made.at(n) = c;
        }
        return made;
    }();
    quint32 c = 0xffffffffU;
    for (const char byte : bytes)
        c = table.at((c ^ quint8(byte)) & 0xff) ^ (c >> 8);
    return c ^ 0xffffffffU;
}

struct Chunk {
    QByteArrayView type;
    QByteArrayView data;
    QByteArrayView whole;
};

/// The depths that a colour type may have.
bool isDepth(int colourType, int depth)
{
    switch (colourType) {
    case 0:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
        return depth == 8 || depth == 16;
    default:
        return false;
    }
}

class PngReader {
public:
    explicit PngReader(QByteArrayView bytes)
        : m_bytes(bytes)
        , m_place(signatureLength)
    { }

    Result<Picture> read()
    {
        m_kept.append(m_bytes.first(signatureLength));
        for (bool isFirst = true; !m_ended; isFirst = false) {
            const auto chunk = next();
            if (!chunk)
                return chunk.error();
            if (isFirst != (chunk->type == "IHDR"))
                return brokenPicture(u"a PNG begins with one header"_s);
            if (const auto taken = take(*chunk); !taken)
                return taken.error();
        }
        return Picture{PictureType::Png, m_size, m_kept};
    }

private:
    Result<Chunk> next()
    {
        if (m_bytes.size() - m_place < frameLength)
            return brokenPicture(u"the PNG is cut off"_s);
        const auto length = qFromBigEndian<quint32>(m_bytes.data() + m_place);
        if (length > quint32(m_bytes.size() - m_place - frameLength))
            return brokenPicture(u"the PNG is cut off"_s);
        const QByteArrayView whole = m_bytes.sliced(m_place, frameLength + qsizetype(length));
        m_place += whole.size();
        const QByteArrayView checked = whole.sliced(4, 4 + qsizetype(length));
        if (checksum(checked) != qFromBigEndian<quint32>(whole.data() + whole.size() - 4))
            return brokenPicture(u"a checksum of the PNG is wrong"_s);
        return Chunk{.type = checked.first(4), .data = checked.sliced(4), .whole = whole};
    }

    Result<void> take(const Chunk &chunk)
    {
        if (chunk.type == "IHDR")
            return takeHeader(chunk);
        if (chunk.type == "PLTE")
            return takePalette(chunk);
        if (chunk.type == "tRNS") {
            if (m_hasPixels || chunk.data.size() > 256)
                return brokenPicture(u"the PNG's transparency is out of place"_s);
            m_kept.append(chunk.whole);
            return {};
        }
        if (chunk.type == "IDAT")
            return takePixels(chunk);
        m_pixelsEnded = m_hasPixels;
        if (chunk.type == "IEND") {
            if (!m_hasPixels || !chunk.data.isEmpty())
                return brokenPicture(u"the PNG ends too early"_s);
            m_kept.append(chunk.whole);
            m_ended = true;
            return {};
        }
        // Bit 5 of the first letter: what may be left out without harm.
        if ((chunk.type[0] & 0x20) == 0)
            return brokenPicture(u"the PNG needs something that is not known"_s);
        return {};
    }

    Result<void> takeHeader(const Chunk &chunk)
    {
        if (chunk.data.size() != 13)
            return brokenPicture(u"the PNG's header has a wrong length"_s);
        const auto width = qFromBigEndian<quint32>(chunk.data.data());
        const auto height = qFromBigEndian<quint32>(chunk.data.data() + 4);
        constexpr quint32 beyond = Picture::side + 1;
        m_size = QSize(int(std::min(width, beyond)), int(std::min(height, beyond)));
        m_colourType = chunk.data[9];
        const bool isKnown
            = isDepth(m_colourType, chunk.data[8]) && chunk.data[10] == 0 && chunk.data[11] == 0;
        if (!isKnown || quint8(chunk.data[12]) > 1)
            return brokenPicture(u"the PNG's header is not valid"_s);
        m_kept.append(chunk.whole);
        return checkSize(m_size);
    }

    Result<void> takePalette(const Chunk &chunk)
    {
        const qsizetype length = chunk.data.size();
        if (m_hasPalette || m_hasPixels || length == 0 || length > 768 || length % 3 != 0)
            return brokenPicture(u"the PNG's palette is not valid"_s);
        m_hasPalette = true;
        m_kept.append(chunk.whole);
        return {};
    }

    Result<void> takePixels(const Chunk &chunk)
    {
        if (m_pixelsEnded || (m_colourType == 3 && !m_hasPalette))
            return brokenPicture(u"the PNG's pixels are out of place"_s);
        m_hasPixels = true;
        m_kept.append(chunk.whole);
        return {};
    }

    const QByteArrayView m_bytes;
    qsizetype m_place;
    QByteArray m_kept;
    QSize m_size;
    int m_colourType = 0;
    bool m_hasPalette = false;
    bool m_hasPixels = false;
    bool m_pixelsEnded = false; ///< they stand together
    bool m_ended = false;
};

} // namespace

Result<Picture> readPng(QByteArrayView bytes)
{
    return PngReader(bytes).read();
}

} // namespace confab
