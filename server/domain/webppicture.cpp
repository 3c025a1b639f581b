// SPDX-License-Identifier: Apache-2.0
#include "server/domain/pictureformats.h"

#include <QtEndian>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headLength = 12; // RIFF, size, WEBP
constexpr quint8 animation = 0x02; // flags of VP8X
constexpr quint8 alpha = 0x10;

quint32 number24(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]) | quint32(quint8(bytes[at + 1])) << 8 | quint32(quint8(bytes[at + 2])) << 16;
}

/// A key frame of VP8 begins with its sides (RFC 6386, 9.1).
std::optional<QSize> sizeOfLossy(QByteArrayView data)
{
    if (data.size() < 10 || (data[0] & 1) != 0 || data.sliced(3, 3) != "\x9d\x01\x2a")
        return std::nullopt;
    return QSize(qFromLittleEndian<quint16>(data.data() + 6) & 0x3fff,
                 qFromLittleEndian<quint16>(data.data() + 8) & 0x3fff);
}

std::optional<QSize> sizeOfLossless(QByteArrayView data)
{
    if (data.size() < 5 || data[0] != 0x2f)
        return std::nullopt;
    const auto bits = qFromLittleEndian<quint32>(data.data() + 1);
    if (bits >> 29 != 0) // the version
        return std::nullopt;
    return QSize(int(bits & 0x3fff) + 1, int(bits >> 14 & 0x3fff) + 1);
}

void appendNumber(QByteArray &out, quint32 number)
{
    char bytes[4];
    qToLittleEndian(number, bytes);
    out.append(bytes, 4);
}

void appendChunk(QByteArray &out, QByteArrayView name, QByteArrayView data)
{
    out.append(name);
    appendNumber(out, quint32(data.size()));
    out.append(data);
    if (data.size() % 2 != 0)
        out.append('\0');
}

/// The chunks that are needed, of those that are there.
struct Chunks {
    QByteArrayView extended = {};
    QByteArrayView alpha = {};
    QByteArrayView lossy = {};
    QByteArrayView lossless = {};

    /// Where the data of a chunk belongs; null for one that is left out.
    QByteArrayView *place(QByteArrayView name)
    {
        if (name == "VP8X")
            return &extended;
        if (name == "ALPH")
            return &alpha;
        if (name == "VP8 ")
            return &lossy;
        return name == "VP8L" ? &lossless : nullptr;
    }
};

Result<Chunks> readChunks(QByteArrayView bytes)
{
    Chunks chunks;
    while (!bytes.isEmpty()) {
        if (bytes.size() < 8)
            return brokenPicture(u"the WebP is cut off"_s);
        const auto length = qFromLittleEndian<quint32>(bytes.data() + 4);
        const quint64 padded = quint64(length) + length % 2;
        if (padded > quint64(bytes.size() - 8))
            return brokenPicture(u"the WebP is cut off"_s);
        if (QByteArrayView *place = chunks.place(bytes.first(4))) {
            if (!place->isEmpty() || length == 0)
                return brokenPicture(u"the WebP has a part twice, or empty"_s);
            *place = bytes.sliced(8, qsizetype(length));
        }
        bytes = bytes.sliced(8 + qsizetype(padded));
    }
    return chunks;
}

QByteArray write(const Chunks &chunks, const QSize &size)
{
    QByteArray content("WEBP");
    if (!chunks.alpha.isEmpty() && !chunks.lossy.isEmpty()) {
        QByteArray extended(1, char(alpha));
        extended.append(3, '\0');
        for (const int side : {size.width() - 1, size.height() - 1})
            extended.append(char(side & 0xff)).append(char(side >> 8 & 0xff)).append('\0');
        appendChunk(content, "VP8X", extended);
        appendChunk(content, "ALPH", chunks.alpha);
    }
    if (chunks.lossy.isEmpty())
        appendChunk(content, "VP8L", chunks.lossless);
    else
        appendChunk(content, "VP8 ", chunks.lossy);
    QByteArray whole("RIFF");
    appendNumber(whole, quint32(content.size()));
    return whole + content;
}

} // namespace

Result<Picture> readWebP(QByteArrayView bytes)
{
    const qint64 length = qint64(qFromLittleEndian<quint32>(bytes.data() + 4)) + 8;
    if (bytes.size() < headLength || length < headLength || length > bytes.size())
        return brokenPicture(u"the WebP is cut off"_s);
    const auto chunks = readChunks(bytes.first(qsizetype(length)).sliced(headLength));
    if (!chunks)
        return chunks.error();
    if (chunks->lossy.isEmpty() == chunks->lossless.isEmpty())
        return brokenPicture(u"the WebP is not one still picture"_s);
    const auto size = chunks->lossy.isEmpty() ? sizeOfLossless(chunks->lossless) : sizeOfLossy(chunks->lossy);
    if (!size)
        return brokenPicture(u"the WebP's pixels are not valid"_s);
    if (!chunks->extended.isEmpty()) {
        const QByteArrayView extended = chunks->extended;
        if (extended.size() != 10 || (quint8(extended[0]) & animation) != 0)
            return brokenPicture(u"the WebP is not one still picture"_s);
        if (number24(extended, 4) + 1 != quint32(size->width())
            || number24(extended, 7) + 1 != quint32(size->height()))
            return brokenPicture(u"the WebP's sizes differ"_s);
    }
    if (const auto checked = checkSize(*size); !checked)
        return checked.error();
    return Picture{PictureType::WebP, *size, write(*chunks, *size)};
}

} // namespace confab
