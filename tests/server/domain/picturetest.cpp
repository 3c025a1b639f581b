// SPDX-License-Identifier: Apache-2.0
#include "server/domain/picture.h"

#include "tests/support/testcase.h"

#include <QtEndian>

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

// One pixel each, as their libraries write them.
const QByteArray png
    = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDw"
                             "ADhgGAWjR9awAAAABJRU5ErkJggg==");
const QByteArray jpeg
    = QByteArray::fromBase64("/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP////////////////////////////////////////////"
                             "//////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAA"
                             "AAAAAAAAAP/aAAgBAQABPxA=")
    + QByteArray("\xff\xd9");
const QByteArray lossyWebP
    = QByteArray::fromBase64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
const QByteArray losslessWebP = QByteArray::fromBase64("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
const QByteArray alphaWebP
    = QByteArray::fromBase64("UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAAB"
                             "QBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA==");
const QByteArray movingWebP = QByteArray::fromBase64(
    "UklGRlIAAABXRUJQVlA4WAoAAAASAAAAAAAAAAAAQU5JTQYAAAD/////AABBTk1GJgAAAAAAAAAAAAAA"
    "AAAAAGQAAABWUDhMDQAAAC8AAAAQBxAREYiI/gcA");

/// The checksum of PNG, bit by bit.
quint32 checksum(const QByteArray &bytes)
{
    quint32 c = 0xffffffffU;
    for (const char byte : bytes) {
        c ^= quint8(byte);
        for (int k = 0; k < 8; ++k)
            c = c & 1 ? 0xedb88320U ^ (c >> 1) : c >> 1;
    }
    return c ^ 0xffffffffU;
}

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return number(quint32(data.size())) + type + data + number(checksum(type + data));
}

QByteArray header(quint32 width, quint32 height, const QByteArray &rest = QByteArray("\x08\x06\0\0\0", 5))
{
    return chunk("IHDR", number(width) + number(height) + rest);
}

const QByteArray signature = png.first(8);
const QByteArray pixels = png.sliced(33, 25); // IDAT
const QByteArray end = png.last(12);

QByteArray segment(char marker, const QByteArray &data)
{
    QByteArray length(2, '\0');
    qToBigEndian(quint16(data.size() + 2), length.data());
    return QByteArray(1, '\xff') + marker + length + data;
}

QByteArray afterStart(const QByteArray &inserted)
{
    return QByteArray(jpeg).insert(2, inserted);
}

} // namespace

class PictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatCanBeDrawn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<PictureType>("type");
        QTest::newRow("a PNG") << png << PictureType::Png;
        QTest::newRow("a JPEG") << jpeg << PictureType::Jpeg;
        QTest::newRow("a WebP") << lossyWebP << PictureType::WebP;
        QTest::newRow("a lossless WebP") << losslessWebP << PictureType::WebP;
        QTest::newRow("a WebP with alpha") << alphaWebP << PictureType::WebP;
        QTest::newRow("a PNG of the largest size")
            << signature + header(1024, 1024) + pixels + end << PictureType::Png;
    }
    void takesWhatCanBeDrawn()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(PictureType, type);
        const auto picture = Picture::read(bytes);
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().detail));
        QCOMPARE(picture->type, type);
        QVERIFY(picture->size.width() >= 1);
        const auto again = Picture::read(picture->data);
        QVERIFY(again);
        QCOMPARE(again->data, picture->data);
        QCOMPARE(again->size, picture->size);
    }

    void leavesOutWhatIsNotDrawn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray head = signature + header(1, 1);
        QTest::newRow("text in a PNG") << head + chunk("tEXt", "Author\0secret") + pixels + end;
        QTest::newRow("Exif in a PNG") << head + chunk("eXIf", "secret") + pixels + end;
        QTest::newRow("a profile in a PNG") << head + chunk("iCCP", "secret") + pixels + end;
        QTest::newRow("a PNG that moves") << head + chunk("acTL", "secret..") + pixels + end;
        QTest::newRow("after the end of a PNG") << png + "secret";
        QTest::newRow("Exif in a JPEG") << afterStart(segment('\xe1', QByteArray("Exif\0\0secret", 12)));
        QTest::newRow("a comment in a JPEG") << afterStart(segment('\xfe', "secret"));
        QTest::newRow("after the end of a JPEG") << jpeg + "secret";
        const QByteArray exif = QByteArray("EXIF\x06\0\0\0secret", 14);
        QByteArray webP = lossyWebP + exif;
        qToLittleEndian(quint32(webP.size() - 8), webP.data() + 4);
        QTest::newRow("Exif in a WebP") << webP;
        QTest::newRow("after the end of a WebP") << lossyWebP + "secret";
    }
    void leavesOutWhatIsNotDrawn()
    {
        QFETCH(QByteArray, bytes);
        const auto picture = Picture::read(bytes);
        QVERIFY2(picture, picture ? "" : qPrintable(picture.error().detail));
        QVERIFY(!picture->data.contains("secret"));
        QVERIFY(!picture->data.contains("Exif"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        const auto broken = [](const char *name, const QByteArray &bytes) {
            QTest::newRow(name) << bytes << ErrorCode::InvalidField;
        };
        const auto unknown = [](const char *name, const QByteArray &bytes) {
            QTest::newRow(name) << bytes << ErrorCode::UnsupportedMediaType;
        };
        unknown("nothing", {});
        unknown("a text", "hello");
        unknown("a GIF", "GIF89a");
        unknown("an SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        unknown("half a signature", png.first(4));
        broken("a PNG's signature alone", signature);
        broken("a PNG without its end", png.chopped(12));
        broken("a PNG without pixels", signature + header(1, 1) + end);
        broken("a PNG with a wrong checksum", QByteArray(png).replace(45, 1, "x"));
        broken("a PNG with a chunk longer than it", signature + number(0x7fffffff) + "IHDR");
        broken("a PNG that begins with pixels", signature + pixels + header(1, 1) + end);
        broken("a PNG with two headers", signature + header(1, 1) + header(1, 1) + pixels + end);
        broken("a PNG of no width", signature + header(0, 1) + pixels + end);
        broken("a PNG too wide", signature + header(1025, 1) + pixels + end);
        broken("a PNG of the largest number", signature + header(0xffffffff, 0xffffffff) + pixels + end);
        broken("a PNG of a strange colour",
               signature + header(1, 1, QByteArray("\x08\x05\0\0\0", 5)) + pixels + end);
        broken("a PNG of a strange depth",
               signature + header(1, 1, QByteArray("\x03\x06\0\0\0", 5)) + pixels + end);
        broken("a PNG without its palette",
               signature + header(1, 1, QByteArray("\x08\x03\0\0\0", 5)) + pixels + end);
        broken("a PNG with half a palette",
               signature + header(1, 1, QByteArray("\x08\x03\0\0\0", 5)) + chunk("PLTE", "ab") + pixels
                   + end);
        broken("a PNG with pixels in two places",
               signature + header(1, 1) + pixels + chunk("tEXt", "x") + pixels + end);
        broken("a PNG that needs the unknown", signature + header(1, 1) + chunk("CgBI", {}) + pixels + end);
        broken("a JPEG's start alone", jpeg.first(3));
        broken("a JPEG without its end", jpeg.chopped(2));
        broken("a JPEG without a frame", jpeg.first(2) + jpeg.sliced(jpeg.indexOf("\xff\xda")));
        broken("a JPEG without a scan", jpeg.first(jpeg.indexOf("\xff\xda")) + "\xff\xd9");
        broken("a JPEG with a segment longer than it", jpeg.first(2) + QByteArray("\xff\xe0\xff\xff", 4));
        broken("a JPEG with a segment of no length", jpeg.first(2) + QByteArray("\xff\xe0\0\0", 4));
        broken("a JPEG without markers", jpeg.first(2) + "\xffx" + "yz");
        broken("a JPEG with two frames",
               QByteArray(jpeg).insert(jpeg.indexOf("\xff\xc4"),
                                       segment('\xc2', QByteArray("\x08\0\1\0\1\1\1\x11\0", 9))));
        broken("a JPEG too high", QByteArray(jpeg).replace(jpeg.indexOf("\xff\xc2") + 5, 2, "\x10\x10"));
        broken("a JPEG of four inks",
               QByteArray(jpeg).replace(jpeg.indexOf("\xff\xc2") + 9, 1, QByteArray(1, '\4')));
        broken("a WebP's head alone", lossyWebP.first(12));
        broken("a WebP cut off", lossyWebP.chopped(4));
        broken("a WebP that moves", movingWebP);
        broken("a WebP of another version", QByteArray(losslessWebP).replace(24, 1, "\xff"));
        broken("a WebP that is no key frame", QByteArray(lossyWebP).replace(20, 1, "\x31"));
        broken("a WebP too wide", QByteArray(lossyWebP).replace(26, 2, QByteArray("\1\4", 2)));
        broken("a WebP of two sizes", QByteArray(alphaWebP).replace(24, 1, "\x05"));
        QByteArray both = lossyWebP + losslessWebP.sliced(12);
        qToLittleEndian(quint32(both.size() - 8), both.data() + 4);
        broken("a WebP of two pictures", both);
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const auto picture = Picture::read(bytes);
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, code);
        QCOMPARE(picture.error().field, u"picture"_s);
    }

    void survivesWhatIsCutAnywhere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a PNG") << png;
        QTest::newRow("a JPEG") << jpeg;
        QTest::newRow("a WebP") << alphaWebP;
    }
    void survivesWhatIsCutAnywhere()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!Picture::read(bytes.first(length)));
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (const char value : {'\0', '\x7f', '\xff'}) {
                const auto picture = Picture::read(QByteArray(bytes).replace(at, 1, QByteArray(1, value)));
                QVERIFY(!picture || picture->size.width() <= Picture::side);
            }
        }
    }
};

CONFAB_TEST(PictureTest)
#include "picturetest.moc"
