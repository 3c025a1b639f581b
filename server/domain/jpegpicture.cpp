// SPDX-License-Identifier: Apache-2.0
#include "server/domain/pictureformats.h"

#include <QtEndian>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

// Markers (T.81, table B.1)
constexpr int startOfPicture = 0xd8;
constexpr int endOfPicture = 0xd9;
constexpr int startOfScan = 0xda;
constexpr int quantization = 0xdb;
constexpr int huffman = 0xc4;
constexpr int restartInterval = 0xdd;
constexpr int firstApplication = 0xe0;
constexpr int adobe = 0xee;
constexpr int lastApplication = 0xef;
constexpr int comment = 0xfe;

bool isRestart(int marker)
{
    return marker >= 0xd0 && marker <= 0xd7;
}

/// Baseline, extended and progressive with Huffman's code; the others nobody has.
bool isFrame(int marker)
{
    return marker >= 0xc0 && marker <= 0xc2;
}

class JpegReader {
public:
    explicit JpegReader(QByteArrayView bytes)
        : m_bytes(bytes)
    { }

    Result<Picture> read()
    {
        put(startOfPicture, {});
        m_place = 2;
        while (!m_ended) {
            const auto marker = nextMarker();
            if (!marker)
                return marker.error();
            if (const auto taken = take(*marker); !taken)
                return taken.error();
        }
        return Picture{PictureType::Jpeg, m_size, m_kept};
    }

private:
    Result<int> nextMarker()
    {
        if (m_place >= m_bytes.size() || quint8(m_bytes[m_place]) != 0xff)
            return brokenPicture(u"the JPEG is cut off"_s);
        while (m_place < m_bytes.size() && quint8(m_bytes[m_place]) == 0xff)
            ++m_place; // one, and whatever fills
        if (m_place >= m_bytes.size())
            return brokenPicture(u"the JPEG is cut off"_s);
        return int(quint8(m_bytes[m_place++]));
    }

    /// What follows the marker, without its length.
    Result<QByteArrayView> segment()
    {
        if (m_bytes.size() - m_place < 2)
            return brokenPicture(u"the JPEG is cut off"_s);
        const qsizetype length = qFromBigEndian<quint16>(m_bytes.data() + m_place);
        if (length < 2 || length > m_bytes.size() - m_place)
            return brokenPicture(u"the JPEG is cut off"_s);
        const QByteArrayView data = m_bytes.sliced(m_place + 2, length - 2);
        m_place += length;
        return data;
    }

    Result<void> take(int marker)
    {
        if (marker == endOfPicture) {
            if (!m_hasScan)
                return brokenPicture(u"the JPEG has no picture"_s);
            m_kept.append("\xff\xd9");
            m_ended = true;
            return {};
        }
        const auto data = segment();
        if (!data)
            return data.error();
        if (marker == quantization || marker == huffman || marker == restartInterval) {
            put(marker, *data);
            return {};
        }
        if (isFrame(marker))
            return takeFrame(marker, *data);
        if (marker == startOfScan)
            return takeScan(*data);
        if (marker == adobe && data->startsWith("Adobe") && data->size() >= 12) {
            put(marker, data->first(12)); // says what the colours are
            return {};
        }
        if ((marker >= firstApplication && marker <= lastApplication) || marker == comment)
            return {};
        return brokenPicture(u"the JPEG needs something that is not known"_s);
    }

    Result<void> takeFrame(int marker, QByteArrayView data)
    {
        if (!m_size.isEmpty() || data.size() < 6 || data[0] != 8)
            return brokenPicture(u"the JPEG's frame is not valid"_s);
        const int components = quint8(data[5]);
        if ((components != 1 && components != 3) || data.size() != 6 + 3 * components)
            return brokenPicture(u"the JPEG's colours are not known"_s);
        m_size = QSize(qFromBigEndian<quint16>(data.data() + 3), qFromBigEndian<quint16>(data.data() + 1));
        put(marker, data);
        return checkSize(m_size);
    }

    /// A scan's header and the coded pixels, up to the next marker.
    Result<void> takeScan(QByteArrayView header)
    {
        if (m_size.isEmpty() || ++m_scans > mostScans)
            return brokenPicture(u"the JPEG's scans are out of place"_s);
        put(startOfScan, header);
        const qsizetype start = m_place;
        while (true) {
            const qsizetype mark = m_bytes.indexOf('\xff', m_place);
            if (mark < 0 || mark + 1 >= m_bytes.size())
                return brokenPicture(u"the JPEG is cut off"_s);
            const int after = quint8(m_bytes[mark + 1]);
            m_place = mark;
            if (after != 0 && !isRestart(after))
                break;
            m_place += 2;
        }
        m_kept.append(m_bytes.sliced(start, m_place - start));
        m_hasScan = true;
        return {};
    }

    void put(int marker, QByteArrayView data)
    {
        m_kept.append('\xff').append(char(marker));
        if (marker == startOfPicture)
            return;
        quint8 length[2];
        qToBigEndian<quint16>(quint16(data.size() + 2), length);
        m_kept.append(reinterpret_cast<const char *>(length), 2).append(data);
    }

    // Each costs a decoder a pass over all pixels; a progressive picture has about ten.
    static constexpr int mostScans = 64;

    const QByteArrayView m_bytes;
    qsizetype m_place = 0;
    QByteArray m_kept;
    QSize m_size = QSize(0, 0);
    int m_scans = 0;
    bool m_hasScan = false;
    bool m_ended = false;
};

} // namespace

Result<Picture> readJpeg(QByteArrayView bytes)
{
    return JpegReader(bytes).read();
}

} // namespace confab
