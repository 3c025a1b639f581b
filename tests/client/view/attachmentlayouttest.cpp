// SPDX-License-Identifier: Apache-2.0
#include "client/view/attachmentlayout.h"
#include "client/view/messagelayout.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class AttachmentLayoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsPicturesWithin_data()
    {
        QTest::addColumn<QSize>("picture");
        QTest::addColumn<int>("width");
        QTest::addColumn<QSize>("shown");

        QTest::newRow("a small one as it is") << QSize(100, 80) << 500 << QSize(100, 80);
        QTest::newRow("a wide one") << QSize(1600, 800) << 500 << QSize(320, 160);
        QTest::newRow("a high one") << QSize(800, 1600) << 500 << QSize(160, 320);
        QTest::newRow("in a narrow window") << QSize(1600, 800) << 200 << QSize(200, 100);
        QTest::newRow("a tiny one, to be hit") << QSize(1, 1) << 500 << QSize(48, 48);
        QTest::newRow("a line") << QSize(65535, 1) << 500 << QSize(320, 48);
    }

    void showsPicturesWithin()
    {
        QFETCH(QSize, picture);
        QFETCH(int, width);
        const auto layout = AttachmentLayout::of({file(picture)}, width, {});
        QTEST(layout.size, "shown");
    }

    void hasNoRoomForNothing() { QVERIFY(AttachmentLayout::of({}, 500, {}).size.isEmpty()); }

    void standsBelowOneAnother()
    {
        const auto layout = AttachmentLayout::of({file({100, 100}), file({}), file({200, 50})}, 500, {});
        for (qsizetype i = 1; i < 3; ++i)
            QVERIFY(layout.parts[i].rect.top() > layout.parts[i - 1].rect.bottom());
        QCOMPARE(layout.at(layout.parts[1].rect.center()), 1);
        QCOMPARE(layout.at({-1, -1}), -1);
    }

    void standsInItsBubble_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("width");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const int width : {220, 420, 900}) {
            for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
                QTest::addRow("with text, %d, %d", width, int(direction))
                    << u"See here"_s << width << direction;
                QTest::addRow("alone, %d, %d", width, int(direction)) << QString() << width << direction;
                QTest::addRow("with an emoji, %d, %d", width, int(direction)) << u"👍"_s << width << direction;
            }
        }
    }

    void standsInItsBubble()
    {
        QFETCH(QString, body);
        QFETCH(int, width);
        QFETCH(Qt::LayoutDirection, direction);
        MessageItem item;
        item.body = body;
        item.sentAt = QDateTime::currentDateTimeUtc();
        item.files = {file({1000, 700}), file({})};
        const auto layout = MessageLayout::of(item, width, MessageFonts::from({}), direction);
        for (const AttachmentLayout::Part &part : layout.files.parts) {
            QVERIFY(layout.bubble.contains(part.rect));
            QVERIFY(!part.rect.intersects(layout.time));
        }
        if (!body.isEmpty())
            QVERIFY(layout.textOrigin.y() > layout.files.parts.last().rect.bottom());
        QVERIFY(QRect(0, 0, width, layout.height).contains(layout.bubble));
        QVERIFY(!layout.content.isLarge);
    }

private:
    [[nodiscard]] static MessageFile file(QSize picture)
    {
        MessageFile file{.shown = {.id = FileId(1), .name = u"a"_s, .size = 10, .mediaType = u"a/b"_s}};
        if (!picture.isEmpty()) {
            file.shown.width = picture.width();
            file.shown.height = picture.height();
        }
        return file;
    }
};

CONFAB_TEST(AttachmentLayoutTest)
#include "attachmentlayouttest.moc"
