// SPDX-License-Identifier: Apache-2.0
#include "client/view/picturedialog.h"

#include "client/view/avatarpictures.h"
#include "client/view/cropview.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"
#include "tests/support/testcase.h"

#include <QApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

/// Red at the left, blue at the right.
QImage twoColours(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::blue);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width() / 2; ++x)
            image.setPixelColor(x, y, Qt::red);
    }
    return image;
}

} // namespace

class PictureDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheLargestSquareInTheMiddle()
    {
        CropView view(twoColours({400, 200}), m_theme);
        QCOMPARE(view.chosen(), QRect(100, 0, 200, 200));
    }

    void staysWithinThePicture()
    {
        CropView view(twoColours({400, 200}), m_theme);
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.chosen(), QRect(0, 0, 200, 200));
        QTest::keyClick(&view, Qt::Key_Down); // no room
        QCOMPARE(view.chosen(), QRect(0, 0, 200, 200));
        view.setZoom(1000);
        QCOMPARE(view.zoom(), CropView::mostZoom);
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(&view, Qt::Key_Right);
            QTest::keyClick(&view, Qt::Key_Down);
        }
        QCOMPARE(view.chosen(), QRect(360, 160, 40, 40));
        view.setZoom(0);
        QCOMPARE(view.chosen(), QRect(200, 0, 200, 200));
    }

    void sendsWhatTheServerTakes_data()
    {
        QTest::addColumn<QImage>("image");
        QTest::addColumn<QByteArray>("mediaType");
        QImage clear(300, 300, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        QImage noise(2000, 2000, QImage::Format_ARGB32);
        auto *random = QRandomGenerator::global();
        random->fillRange(reinterpret_cast<quint32 *>(noise.bits()), noise.sizeInBytes() / 4);
        QTest::newRow("a photograph") << twoColours({3000, 3000}) << QByteArray("image/jpeg");
        QTest::newRow("one that can be seen through") << clear << QByteArray("image/png");
        QTest::newRow("one that cannot be made small by packing") << noise << QByteArray("image/png");
        QTest::newRow("one pixel") << twoColours({1, 1}) << QByteArray("image/jpeg");
    }
    void sendsWhatTheServerTakes()
    {
        QFETCH(QImage, image);
        const PictureFile file = PictureDialog::encode(image);
        QTEST(file.mediaType, "mediaType");
        QVERIFY(!file.data.isEmpty() && file.data.size() <= Limits::avatar);
        const QImage read = QImage::fromData(file.data);
        QCOMPARE(read.width(), read.height());
        QVERIFY(read.width() <= PictureDialog::side);
    }

    void readsNoMoreThanItNeeds()
    {
        QTemporaryDir directory;
        const QString large = directory.filePath(u"large.png"_s);
        QVERIFY(twoColours({4000, 1000}).save(large));
        QVERIFY(PictureDialog::read(large).width() <= 3000);
        const QString text = directory.filePath(u"text.png"_s);
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture");
        file.close();
        QVERIFY(PictureDialog::read(text).isNull());
        QVERIFY(PictureDialog::read(directory.filePath(u"none.png"_s)).isNull());
    }

    void cutsWhatIsNoSquare()
    {
        const PictureFile wide = PictureDialog::encode(twoColours({64, 64}));
        const QImage square = AvatarPictures::square(wide.data, 20);
        QCOMPARE(square.size(), QSize(20, 20));
        QVERIFY(AvatarPictures::square("no picture", 20).isNull());
        QByteArray svg("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>");
        QVERIFY(AvatarPictures::square(svg, 20).isNull()); // a format that pictures of people are not
    }

private:
    Theme m_theme{*qApp};
};

CONFAB_TEST(PictureDialogTest)
#include "picturedialogtest.moc"
