// SPDX-License-Identifier: Apache-2.0
#include "client/view/thumbnails.h"
#include "client/view/pendingfiles.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

using namespace confab;
using namespace Qt::StringLiterals;

class ThumbnailsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesThemSmall()
    {
        const QString path = picture(u"a.png"_s, {800, 400});
        Thumbnails thumbnails;
        QSignalSpy ready(&thumbnails, &Thumbnails::ready);
        QVERIFY(thumbnails.find(path, {200, 200}).isNull()); // not within the call
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 20'000);
        QCOMPARE(thumbnails.find(path, {200, 200}).size(), QSize(200, 100));
        QVERIFY(!thumbnails.isBroken(path));
    }

    void leavesSmallOnesAsTheyAre()
    {
        QCOMPARE(Thumbnails::decode(picture(u"a.png"_s, {20, 10}), {200, 200}).size(), QSize(20, 10));
    }

    void standUpright()
    {
        const QString path = picture(u"a.jpg"_s, {800, 400});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        // Exif behind the first marker: turned by 90 degrees.
        bytes.insert(2,
                     QByteArray::fromHex("ffe1002245786966000049492a000800000001001201030001000000"
                                         "0600000000000000"));
        QVERIFY(file.seek(0));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        QCOMPARE(Thumbnails::decode(path, {100, 200}).size(), QSize(100, 200));
        QCOMPARE(Thumbnails::decode(path, {1000, 1000}).size(), QSize(400, 800));
        const PendingFile pending = PendingFile::at(path);
        QCOMPARE(pending.file.shown.width, 400);
        QCOMPARE(pending.file.shown.height, 800);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a text") << QByteArray("this is no picture");
        QTest::newRow("an SVG") << QByteArray(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect/></svg>");
        QTest::newRow("a PNG that is too large")
            << QByteArray::fromHex("89504e470d0a1a0a0000000d494844520000ffff0000ffff0806000000"
                                   "00000000");
        QTest::newRow("a PNG that ends in its header") << QByteArray::fromHex("89504e470d0a1a0a0000000d4948");
        QTest::newRow("a bitmap") << QByteArray("BM") + QByteArray(60, '\0');
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        const QString path = m_folder.filePath(u"bad.png"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        QVERIFY(Thumbnails::decode(path, {100, 100}).isNull());
        Thumbnails thumbnails;
        QSignalSpy ready(&thumbnails, &Thumbnails::ready);
        QVERIFY(thumbnails.find(path, {100, 100}).isNull());
        QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 20'000);
        QVERIFY(thumbnails.isBroken(path));
        QVERIFY(thumbnails.find(path, {100, 100}).isNull());
    }

    void mayGoWhileItWorks()
    {
        const QString path = picture(u"large.png"_s, {3000, 3000});
        Thumbnails thumbnails;
        QVERIFY(thumbnails.find(path, {100, 100}).isNull());
    }

private:
    [[nodiscard]] QString picture(const QString &name, QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        const QString path = m_folder.filePath(name);
        const bool saved = image.save(path);
        Q_ASSERT(saved);
        return path;
    }

    QTemporaryDir m_folder;
};

CONFAB_TEST(ThumbnailsTest)
#include "thumbnailstest.moc"
