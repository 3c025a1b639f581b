// SPDX-License-Identifier: Apache-2.0
#include "server/domain/imagesize.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

const QByteArray pngStart = hex("89504e470d0a1a0a 0000000d 49484452");
const QByteArray pngEnd = hex("0806000000 00000000");

QByteArray png(const char *sides)
{
    return pngStart + hex(sides) + pngEnd;
}

QByteArray webp(const char *chunk)
{
    return "RIFF" + hex("40000000") + "WEBP" + hex(chunk);
}

const QByteArray jfif = hex("ffe0 0010 4a464946000101000001000100 00");
QByteArray exif(const char *tiff)
{
    return hex("ffe1 0022") + "Exif" + hex("0000") + hex(tiff);
}

const QByteArray frame = hex("ffc0 0011 08 0120 0200 03 012200 021101 031101");

} // namespace

class ImageSizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheSize_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QSize>("size");

        QTest::newRow("a PNG") << png("00000400 00000300") << QSize(1024, 768);
        QTest::newRow("the largest PNG") << png("0000ffff 0000ffff") << QSize(65535, 65535);
        QTest::newRow("a GIF") << "GIF89a" + hex("2c01 c800 f70000") << QSize(300, 200);
        QTest::newRow("an old GIF") << "GIF87a" + hex("0100 0100 800000") << QSize(1, 1);
        QTest::newRow("a JPEG") << hex("ffd8") + jfif + frame << QSize(512, 288);
        QTest::newRow("a JPEG without JFIF") << hex("ffd8") + frame << QSize(512, 288);
        QTest::newRow("a progressive JPEG")
            << hex("ffd8") + jfif + hex("ffc2 000b 08 0120 0200 01 012200") << QSize(512, 288);
        QTest::newRow("a JPEG with tables before its frame")
            << hex("ffd8 ffdb 0004 0000 ffc4 0004 0000") + frame << QSize(512, 288);
        QTest::newRow("a JPEG on its side")
            << hex("ffd8") + exif("4d4d002a00000008 0001 0112 0003 00000001 0006 0000 00000000") + frame
            << QSize(288, 512);
        QTest::newRow("a JPEG on its other side, as a small endian says")
            << hex("ffd8") + exif("49492a0008000000 0100 1201 0300 01000000 0800 0000 00000000") + frame
            << QSize(288, 512);
        QTest::newRow("a JPEG on its head")
            << hex("ffd8") + exif("4d4d002a00000008 0001 0112 0003 00000001 0003 0000 00000000") + frame
            << QSize(512, 288);
        QTest::newRow("a JPEG whose Exif points behind its end")
            << hex("ffd8") + exif("4d4d002afffffff0 0001 0112 0003 00000001 0006 0000 00000000") + frame
            << QSize(512, 288);
        QTest::newRow("a JPEG that is filled up") << hex("ffd8 ffffff") + frame.sliced(1) << QSize(512, 288);
        QTest::newRow("a lossy WebP")
            << webp("56503820 20000000 300100 9d012a 2c01 c800") + QByteArray(8, '\0') << QSize(300, 200);
        QTest::newRow("a scaled lossy WebP")
            << webp("56503820 20000000 300100 9d012a 2c41 c880") + QByteArray(8, '\0') << QSize(300, 200);
        QTest::newRow("a lossless WebP") // 300 - 1 | (200 - 1) << 14
            << webp("5650384c 20000000 2f 2bc13100") + QByteArray(12, '\0') << QSize(300, 200);
        QTest::newRow("an extended WebP")
            << webp("56503858 0a000000 10000000 2b0100 c70000") + QByteArray(8, '\0') << QSize(300, 200);
    }

    void readsTheSize()
    {
        QFETCH(QByteArray, bytes);
        const auto size = imageSize(bytes);
        QVERIFY(size);
        QTEST(*size, "size");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a text") << QByteArray("PNG, they say, is a picture of some kind.");
        QTest::newRow("a script that begins as a picture") << QByteArray("GIF89a");
        QTest::newRow("an SVG") << QByteArray(
            "<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'/>");
        QTest::newRow("a PNG without width") << png("00000000 00000300");
        QTest::newRow("a PNG without height") << png("00000400 00000000");
        QTest::newRow("a PNG that is too wide") << png("00010000 00000300");
        QTest::newRow("a PNG of a negative width") << png("80000001 00000300");
        QTest::newRow("a PNG that begins with another chunk")
            << hex("89504e470d0a1a0a 0000000d 49444154 00000400 00000300") + pngEnd;
        QTest::newRow("a PNG with an IHDR of another length")
            << hex("89504e470d0a1a0a 0000000e 49484452 00000400 00000300") + pngEnd;
        QTest::newRow("a PNG that ends in its header") << png("00000400 00000300").first(32);
        QTest::newRow("a GIF without height") << "GIF89a" + hex("2c01 0000 f70000");
        QTest::newRow("a JPEG that ends before its frame") << hex("ffd8") + jfif;
        QTest::newRow("a JPEG that ends in its frame") << hex("ffd8 ffc0 0011 08 0120 02");
        QTest::newRow("a JPEG with a segment of no length") << hex("ffd8 ffe0 0000") + frame;
        QTest::newRow("a JPEG with a segment of length 1") << hex("ffd8 ffe0 0001") + frame;
        QTest::newRow("a JPEG with a frame that is too short") << hex("ffd8 ffc0 0007 08 0120 0200 03");
        QTest::newRow("a JPEG with a segment that is longer than it")
            << hex("ffd8 ffe0 ffff") + QByteArray(100, '\0') + frame;
        QTest::newRow("a JPEG with a scan before its frame") << hex("ffd8 ffda 0004 0000") + frame;
        QTest::newRow("a JPEG that loses its thread") << hex("ffd8 ffe0 0004 0000 00") + frame;
        QTest::newRow("a JPEG whose height comes later")
            << hex("ffd8 ffc0 0011 08 0000 0200 03 012200 021101 031101");
        QTest::newRow("a JPEG of fill bytes") << hex("ffd8") + QByteArray(1000, '\xff');
        QTest::newRow("a WAV") << "RIFF" + hex("40000000") + "WAVE" + QByteArray(40, '\0');
        QTest::newRow("a WebP of an unknown kind")
            << webp("56503858 0a000000").replace("VP8X", "VP8Y") + QByteArray(30, '\0');
        QTest::newRow("a lossy WebP without its start code")
            << webp("56503820 20000000 300100 9d012b 2c01 c800") + QByteArray(8, '\0');
        QTest::newRow("a lossless WebP without its signature")
            << webp("5650384c 20000000 2e 2bc13100") + QByteArray(12, '\0');
        QTest::newRow("a WebP that ends in its header") << webp("56503858 0a000000 10000000 2b01");
        QTest::newRow("an extended WebP that is too wide")
            << webp("56503858 0a000000 10000000 ffffff c70000") + QByteArray(8, '\0');
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!imageSize(bytes));
    }

    void readsNothingBehindTheEnd()
    {
        // Under the sanitizers every byte too many would be seen.
        const QByteArray turned
            = hex("ffd8") + exif("4d4d002a00000008 0001 0112 0003 00000001 0006 0000 00000000") + frame;
        for (const QByteArray &whole : {png("00000400 00000300"), hex("ffd8") + jfif + frame, turned}) {
            for (qsizetype length = 0; length < whole.size(); ++length) {
                const std::vector<char> exact(whole.begin(), whole.begin() + length);
                (void)imageSize({exact.data(), length});
            }
            QVERIFY(imageSize(whole));
        }
    }
};

CONFAB_TEST(ImageSizeTest)
#include "imagesizetest.moc"
