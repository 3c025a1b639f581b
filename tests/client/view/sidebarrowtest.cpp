// SPDX-License-Identifier: Apache-2.0
#include "client/view/sidebarrow.h"
#include "tests/client/view/fakemodels.h"
#include "tests/support/testcase.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;
using namespace confab;
using namespace confab::tests;

class SidebarRowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsDoNotOverlap_data();
    void partsDoNotOverlap();
    void mirrors();
    void shortensTheCount();
    void aReminderIsADot();
    void aCommandHasItsKeysAtTheEnd();
    void readsTheModel_data();
    void readsTheModel();
    void hidesTheDraftOfTheOpenOne();
    void readsItselfAloud();

private:
    [[nodiscard]] static QList<QRect> parts(const SidebarRowLayout &layout)
    {
        QList<QRect> all{layout.avatar, layout.title,   layout.pinned, layout.muted,  layout.time,
                         layout.mark,   layout.preview, layout.badge,  layout.mention};
        all.removeAll(QRect());
        return all;
    }
    [[nodiscard]] static SidebarRowLayout layoutOf(const SidebarRow &row, int width = 280,
                                                   Qt::LayoutDirection direction = Qt::LeftToRight)
    {
        const QFont font = QGuiApplication::font();
        return SidebarRowLayout::of(row, QRect(0, 200, width, SidebarRowLayout::heightOf(row, font, width)),
                                    font, direction);
    }
    [[nodiscard]] static SidebarRow fullRow()
    {
        return {.username = u"grace"_s,
                .title = u"Grace Hopper"_s,
                .preview = u"You: see you"_s,
                .time = u"17/11/2026"_s,
                .mark = Delivery::Read,
                .unread = 1000,
                .isMentioned = true,
                .isMuted = true,
                .isPinned = true,
                .presence = Presence::Online};
    }
};

void SidebarRowTest::partsDoNotOverlap_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<Qt::LayoutDirection>("direction");

    for (const int width : {220, 280, 400, 640}) {
        QTest::addRow("%d wide, left to right", width) << width << Qt::LeftToRight;
        QTest::addRow("%d wide, right to left", width) << width << Qt::RightToLeft;
    }
}

void SidebarRowTest::partsDoNotOverlap()
{
    QFETCH(int, width);
    QFETCH(Qt::LayoutDirection, direction);
    const SidebarRow row = fullRow();
    const SidebarRowLayout layout = layoutOf(row, width, direction);
    const QRect inside(0, 200, width, SidebarRowLayout::heightOf(row, QGuiApplication::font(), width));
    const auto all = parts(layout);
    QCOMPARE(all.size(), 9);
    for (int i = 0; i < all.size(); ++i) {
        QVERIFY(inside.contains(all.at(i)));
        for (int j = i + 1; j < all.size(); ++j)
            QVERIFY(!all.at(i).intersects(all.at(j)));
    }
    QVERIFY(layout.title.width() > 20);
}

void SidebarRowTest::mirrors()
{
    const SidebarRowLayout left = layoutOf(fullRow());
    const SidebarRowLayout right = layoutOf(fullRow(), 280, Qt::RightToLeft);
    QCOMPARE(right.avatar.left(), 280 - left.avatar.right() - 1);
    QVERIFY(left.avatar.right() < left.title.left());
    QVERIFY(right.avatar.left() > right.title.right());
    QVERIFY(right.badge.right() < right.preview.left());
}

void SidebarRowTest::shortensTheCount()
{
    QCOMPARE(layoutOf(fullRow()).badgeText, u"99+"_s);
    SidebarRow row = fullRow();
    row.unread = 7;
    QCOMPARE(layoutOf(row).badgeText, u"7"_s);
    row.unread = 0;
    QVERIFY(layoutOf(row).badge.isNull());
}

void SidebarRowTest::aReminderIsADot()
{
    SidebarRow row = fullRow();
    row.unread = 0;
    row.isMarkedUnread = true;
    QVERIFY(row.isUnread());
    QVERIFY(layoutOf(row).badgeText.isEmpty());
    QVERIFY(!layoutOf(row).badge.isNull());
    QVERIFY(spokenText(row).contains(u"marked as unread"_s));
    row.unread = 3;
    QCOMPARE(layoutOf(row).badgeText, u"3"_s);
}

void SidebarRowTest::aCommandHasItsKeysAtTheEnd()
{
    const SidebarRow row = SidebarRow::command(u"Settings"_s, u"Ctrl+,"_s, "settings"_L1);
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const SidebarRowLayout layout = layoutOf(row, 280, direction);
        const auto all = parts(layout);
        QCOMPARE(all.size(), 3);
        QVERIFY(!layout.title.intersects(layout.time));
        QVERIFY(!layout.title.intersects(layout.avatar));
        QCOMPARE(layout.time.left() > layout.title.left(), direction == Qt::LeftToRight);
    }
}

void SidebarRowTest::readsTheModel_data()
{
    QTest::addColumn<FakeConversations::Item>("item");
    QTest::addColumn<QString>("preview");
    QTest::addColumn<bool>("hasMark");

    FakeConversations::Item item{u"grace"_s, u"Grace"_s, u"see you"_s};
    QTest::newRow("others' message") << item << u"see you"_s << false;
    item.own = true;
    QTest::newRow("own message") << item << u"You: see you"_s << true;
    item.draft = u"Dear\n Grace"_s;
    QTest::newRow("a draft comes before") << item << u"Draft: Dear Grace"_s << false;
    item.typing = true;
    QTest::newRow("typing comes first") << item << u"typing…"_s << false;
}

void SidebarRowTest::readsTheModel()
{
    QFETCH(FakeConversations::Item, item);
    FakeConversations model;
    model.setItems({item});
    const SidebarRow row = SidebarRow::ofConversation(model.index(0));
    QTEST(row.preview, "preview");
    QTEST(row.mark.has_value(), "hasMark");
    QCOMPARE(row.title, u"Grace"_s);
}

void SidebarRowTest::hidesTheDraftOfTheOpenOne()
{
    FakeConversations model;
    FakeConversations::Item item{u"grace"_s, u"Grace"_s, u"see you"_s};
    item.draft = u"not finished"_s;
    model.setItems({item});
    QCOMPARE(SidebarRow::ofConversation(model.index(0), SidebarRow::Draft::Hidden).preview, u"see you"_s);
}

void SidebarRowTest::readsItselfAloud()
{
    const QString spoken = spokenText(fullRow());
    for (const QString &part :
         {u"Grace Hopper"_s, u"online"_s, u"1000"_s, u"You: see you"_s, u"muted"_s, u"pinned"_s})
        QVERIFY2(spoken.contains(part), qPrintable(spoken));
}

CONFAB_TEST(SidebarRowTest)
#include "sidebarrowtest.moc"
