// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageview.h"
#include "client/view/messagemenu.h"
#include "client/view/theme.h"
#include "tests/client/view/fakemodels.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace confab;
using namespace confab::tests;

class MessageViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensAtTheNewest();
    void opensAtTheFirstUnread();
    void measuresOnlyWhatItShows();
    void stayStillWhenOlderOnesCome();
    void staysAtTheNewestWhenOneComes();
    void staysStillWhenReadingAndOneComes();
    void staysStillWhenAnotherRowGrows();
    void askForOlderOnesNearTheStart();
    void goesToAMessage();
    void staysStillWhereMoreComesBelow();
    void asksForWhatAGapLacks();
    void tellsWhatWasSeen();
    void retriesAndDeletesRefusedOnes();
    void followsLinksOnClickOnly();
    void togglesReactionsByTheirChips();
    void goesToWhatAReplyAnswers();
    void offersWhatCanBecomeOfAMessage_data();
    void offersWhatCanBecomeOfAMessage();
    void offersTheKeyboardWhatTheHandReaches();
    void showsButtonsBesideWhatTheHandPointsAt();
    void hidesTheButtonsWhenTheirMessageMovesOrGoes();
    void foldsWhatSomebodyBlockedSays();
    void copiesTheSelectedText();
    void moves();
    void readsItselfAloud();
    void mirrors();

private:
    [[nodiscard]] QRect rectOf(int row) const { return m_view->visualRect(m_view->model()->index(row, 0)); }
    [[nodiscard]] QPoint pointOf(int row, QPoint inside) const { return rectOf(row).topLeft() + inside; }
    void show() { m_view->showMessages(m_messages.get(), u"Grace"_s); }
    void click(QPoint point) { QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, point); }

    Theme m_theme{*qApp};
    std::unique_ptr<FakeMessages> m_messages;
    std::unique_ptr<MessageView> m_view;
    const QDateTime m_end{QDate(2026, 11, 20), QTime(12, 0)};
};

void MessageViewTest::init()
{
    m_view.reset();
    m_messages = std::make_unique<FakeMessages>();
    m_view = std::make_unique<MessageView>(m_theme);
    m_view->resize(600, 400);
    m_view->show();
}

void MessageViewTest::opensAtTheNewest()
{
    m_messages->fill(200, m_end);
    show();
    QVERIFY(m_view->isAtNewest());
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QVERIFY(m_view->viewport()->rect().contains(rectOf(199)));
}

void MessageViewTest::opensAtTheFirstUnread()
{
    m_messages->fill(200, m_end);
    m_messages->unread = Seq(101);
    show();
    QVERIFY(!m_view->isAtNewest());
    QCOMPARE(rectOf(100).top(), 0);
    QVERIFY(m_view->row(100).item.startsNew);
}

void MessageViewTest::measuresOnlyWhatItShows()
{
    m_messages->fill(200000, m_end);
    show();
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
    m_view->grab();
    // A measured row is seldom as high as the estimate; all of them together tell how many were.
    const int estimate = rectOf(0).height();
    int measured = 0;
    for (int row = 0; row < 200000; ++row)
        measured += rectOf(row).height() != estimate ? 1 : 0;
    QVERIFY2(measured < 200, qPrintable(QString::number(measured)));
}

void MessageViewTest::stayStillWhenOlderOnesCome()
{
    m_messages->fill(60, m_end);
    show();
    m_view->verticalScrollBar()->setValue(300);
    const int row = m_view->indexAt(QPoint(300, 200)).row();
    const int before = rectOf(row).bottom();
    QList<FakeMessages::Item> older;
    for (int i = 0; i < 40; ++i)
        older.append({u"grace"_s, u"older and longer than the others, over some lines. "_s.repeated(i % 7),
                      m_end.addDays(-2)});
    m_messages->prepend(older);
    QCOMPARE(rectOf(row + 40).bottom(), before);
}

void MessageViewTest::goesToAMessage()
{
    m_messages->fill(2000, m_end);
    show();
    for (const int seq : {700, 3, 1999}) {
        m_view->showMessage(Seq(seq));
        const QRect rect = rectOf(seq - 1);
        QVERIFY(m_view->viewport()->rect().contains(rect));
        QCOMPARE(m_view->currentIndex().row(), seq - 1);
        QVERIFY(seq != 700 || qAbs(rect.center().y() - m_view->viewport()->rect().center().y()) <= 1);
    }
    m_view->scrollToNewest();
    QVERIFY(m_view->isAtNewest());
}

void MessageViewTest::staysStillWhereMoreComesBelow()
{
    m_messages->fill(60, m_end);
    m_messages->reachesEnd = false;
    show();
    QVERIFY(!m_view->isAtNewest());
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QVERIFY(!m_view->isAtNewest());
    QCoreApplication::processEvents();
    QVERIFY(m_messages->newerLoads > 0);
    const int before = rectOf(59).bottom();
    for (int i = 61; i < 80; ++i)
        m_messages->append(FakeMessages::numbered(i, m_end.addSecs(i)));
    QCOMPARE(rectOf(59).bottom(), before);
    m_view->scrollToNewest();
    QVERIFY(m_view->isAtNewest());
}

void MessageViewTest::staysAtTheNewestWhenOneComes()
{
    m_messages->fill(60, m_end);
    show();
    m_messages->append(FakeMessages::numbered(61, m_end.addSecs(60)));
    QVERIFY(m_view->isAtNewest());
    QVERIFY(m_view->viewport()->rect().contains(rectOf(60)));
}

void MessageViewTest::staysStillWhenReadingAndOneComes()
{
    m_messages->fill(60, m_end);
    show();
    QSignalSpy newest(m_view.get(), &MessageView::atNewestChanged);
    m_view->verticalScrollBar()->setValue(300);
    QCOMPARE(newest.count(), 1);
    const int row = m_view->indexAt(QPoint(300, 200)).row();
    const int before = rectOf(row).top();
    m_messages->append(FakeMessages::numbered(61, m_end.addSecs(60)));
    QCOMPARE(rectOf(row).top(), before);
    m_view->scrollToNewest();
    QVERIFY(m_view->isAtNewest());
    QCOMPARE(newest.count(), 2);
}

void MessageViewTest::staysStillWhenAnotherRowGrows()
{
    m_messages->fill(60, m_end);
    show();
    m_view->verticalScrollBar()->setValue(500);
    const int row = m_view->indexAt(QPoint(300, 300)).row();
    const int first = m_view->indexAt(QPoint(300, 1)).row();
    const int before = rectOf(row).bottom();
    FakeMessages::Item longer = m_messages->items.at(first - 3);
    longer.body = u"edited and much longer now "_s.repeated(30);
    m_messages->replace(first - 3, longer);
    QCOMPARE(rectOf(row).bottom(), before);
}

void MessageViewTest::askForOlderOnesNearTheStart()
{
    m_messages->start = false;
    m_messages->fill(200, m_end);
    show();
    QCoreApplication::processEvents();
    QCOMPARE(m_messages->loads, 0);
    m_view->verticalScrollBar()->setValue(500);
    QTRY_VERIFY(m_messages->loads > 0);
}

void MessageViewTest::asksForWhatAGapLacks()
{
    m_messages->fill(10, m_end);
    m_messages->items[5].kind = MessageListModel::Kind::Gap;
    show();
    QVERIFY(m_messages->gapFills > 0);
    QVERIFY(rectOf(5).height() > 0);
}

void MessageViewTest::tellsWhatWasSeen()
{
    m_messages->fill(200, m_end);
    m_messages->append({FakeMessages::me, u"waits"_s, m_end, Delivery::Queued});
    show();
    QCOMPARE(m_view->lastSeenSeq(), Seq(200));
    m_view->verticalScrollBar()->setValue(0);
    const Seq seen = m_view->lastSeenSeq();
    QVERIFY(seen > Seq(2) && seen < Seq(30));
}

void MessageViewTest::retriesAndDeletesRefusedOnes()
{
    m_messages->append({FakeMessages::me, u"no"_s, m_end, Delivery::Refused});
    show();
    QSignalSpy again(m_view.get(), &MessageView::tryAgainRequested);
    QSignalSpy gone(m_view.get(), &MessageView::deleteRequested);
    const MessageLayout &layout = m_view->row(0).layout;
    click(pointOf(0, layout.tryAgain.center()));
    click(pointOf(0, layout.discard.center()));
    QCOMPARE(again.count(), 1);
    QCOMPARE(again.first().first().toUuid(), m_messages->items.first().clientId);
    QCOMPARE(gone.count(), 1);
}

void MessageViewTest::followsLinksOnClickOnly()
{
    m_messages->append({u"grace"_s, u"https://example.org/page"_s, m_end});
    show();
    QSignalSpy opened(m_view.get(), &MessageView::linkActivated);
    const QPoint link = pointOf(0, m_view->row(0).layout.textOrigin + QPoint(20, 5));
    QTest::mouseMove(m_view->viewport(), link);
    QCOMPARE(opened.count(), 0);
    click(link);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://example.org/page"_s));
    QCOMPARE(opened.first().at(1).toString(), u"https://example.org/page"_s);
    // Selecting over a link is no click.
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, link);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, link + QPoint(60, 0));
    QCOMPARE(opened.count(), 1);
}

void MessageViewTest::togglesReactionsByTheirChips()
{
    m_messages->fill(1, m_end);
    m_messages->items[0].reactions = {{u"👍"_s, {u"Ada"_s}, true}, {u"🎉"_s, {u"Grace"_s}, false}};
    show();
    const QSignalSpy toggled(m_view.get(), &MessageView::reactionToggled);
    const MessageLayout &layout = m_view->row(0).layout;
    QCOMPARE(layout.chips.size(), 2);
    click(pointOf(0, layout.chips.at(1).rect.center()));
    QCOMPARE(toggled.count(), 1);
    QCOMPARE(toggled.first().at(1).toString(), u"🎉"_s);
}

void MessageViewTest::goesToWhatAReplyAnswers()
{
    m_messages->fill(100, m_end);
    m_messages->items[99].replyTo = 3;
    show();
    QCOMPARE(m_view->row(99).item.replyTo, Seq(3));
    click(pointOf(99, m_view->row(99).layout.reply.center()));
    QVERIFY(m_view->viewport()->rect().contains(rectOf(2)));
    QCOMPARE(m_view->currentIndex().row(), 2);
}

void MessageViewTest::offersWhatCanBecomeOfAMessage_data()
{
    QTest::addColumn<bool>("own");
    QTest::addColumn<bool>("deleted");
    QTest::addColumn<int>("seq");
    QTest::addColumn<QStringList>("offers");

    const QString react = u"React"_s;
    const QStringList ways{u"Reply"_s, u"Copy message"_s, u"Copy link to message"_s, u"Forward…"_s,
                           u"Save text as…"_s};
    const QStringList ownWays{u"Edit"_s, u"Delete"_s};
    QTest::newRow("another's") << false << false << 1 << QStringList(react) + ways;
    QTest::newRow("an own one") << true << false << 2 << QStringList(react) + ways + ownWays;
    QTest::newRow("one that waits") << true << false << 0
                                    << QStringList{u"Copy message"_s, u"Edit"_s, u"Delete"_s};
    QTest::newRow("a deleted one") << true << true << 2 << QStringList();
}

void MessageViewTest::offersWhatCanBecomeOfAMessage()
{
    QFETCH(bool, own);
    QFETCH(bool, deleted);
    QFETCH(int, seq);
    m_messages->append({own ? FakeMessages::me : u"grace"_s, u"text"_s, m_end,
                        seq == 0 ? Delivery::Queued : Delivery::Accepted, seq, deleted});
    m_view->setQuickReactions({u"👍"_s});
    show();
    const MessageMenu menu(*m_view, 0, {});
    QStringList offers;
    for (const QAction *action : menu.actions())
        offers.append(action->text());
    QTEST(offers, "offers");
}

void MessageViewTest::offersTheKeyboardWhatTheHandReaches()
{
    m_messages->fill(3, m_end);
    m_messages->items[2].body = u"See https://example.org/a&b and [this](https://example.org/c)"_s;
    m_messages->items[2].replyTo = 1;
    m_messages->items[2].reactions = {{u"🦄"_s, {u"Grace"_s}, false}};
    m_view->setQuickReactions({u"👍"_s, u"🦄"_s});
    show();
    m_view->setCurrentIndex(m_view->model()->index(2, 0));
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(m_view->viewport(), &asked);
    auto *menu = m_view->findChild<MessageMenu *>();
    QVERIFY(menu);
    const auto texts = [](const QMenu &shown) {
        QStringList all;
        for (const QAction *action : shown.actions())
            all.append(action->text());
        return all;
    };
    const QStringList first = texts(*menu).first(5);
    QCOMPARE(first,
             QStringList({u"Go to the original"_s, u"Open link “https://example.org/a&&b”"_s,
                          u"Copy link “https://example.org/a&&b”"_s, u"Open link “this”"_s,
                          u"Copy link “this”"_s}));
    QCOMPARE(texts(*menu->findChild<QMenu *>()).first(2), QStringList({u"🦄"_s, u"👍"_s}));
    const QSignalSpy opened(m_view.get(), &MessageView::linkActivated);
    menu->actions().at(3)->trigger();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toUrl(), QUrl(u"https://example.org/c"_s));
    menu->actions().at(0)->trigger();
    QCOMPARE(m_view->currentIndex().row(), 0);
    menu->close();
}

void MessageViewTest::showsButtonsBesideWhatTheHandPointsAt()
{
    m_messages->fill(3, m_end);
    show();
    const auto *buttons = m_view->findChild<QWidget *>(u"messageButtons"_s);
    QVERIFY(buttons);
    QVERIFY(!buttons->isVisible());
    for (const int row : {0, 2}) {
        const QRect bubble = m_view->row(row).layout.bubble.translated(rectOf(row).topLeft());
        QTest::mouseMove(m_view->viewport(), bubble.center());
        QVERIFY(buttons->isVisible());
        QVERIFY(!buttons->geometry().intersects(bubble));
        QVERIFY(m_view->viewport()->rect().contains(buttons->geometry()));
        QVERIFY(buttons->geometry().top() >= rectOf(row).top());
    }
    QSignalSpy replied(m_view.get(), &MessageView::replyRequested);
    QTest::mouseClick(buttons->findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
    QCOMPARE(replied.size(), 1);
    QCOMPARE(replied[0][0].value<MessageItem>().seq, m_view->row(2).item.seq);
    m_messages->fill(100, m_end);
    QTest::mouseMove(m_view->viewport(), rectOf(99).center());
    m_view->verticalScrollBar()->setValue(0);
    QVERIFY(!buttons->isVisible());
}

void MessageViewTest::hidesTheButtonsWhenTheirMessageMovesOrGoes()
{
    m_messages->fill(3, m_end);
    show();
    const auto *buttons = m_view->findChild<QWidget *>(u"messageButtons"_s);
    const auto point = [&](int row) {
        QTest::mouseMove(m_view->viewport(), QPoint(1, 1));
        QTest::mouseMove(m_view->viewport(), pointOf(row, m_view->row(row).layout.bubble.center()));
    };
    point(1);
    QVERIFY(buttons->isVisible());
    FakeMessages::Item read = m_messages->items.at(1);
    read.delivery = Delivery::Read;
    m_messages->replace(1, read);
    QVERIFY(buttons->isVisible()); // It is where it was.
    m_messages->append(FakeMessages::numbered(4, m_end.addSecs(60)));
    QVERIFY(!buttons->isVisible()); // A short conversation stands at the bottom: this one moved up.

    point(3);
    QVERIFY(buttons->isVisible());
    const QSignalSpy replied(m_view.get(), &MessageView::replyRequested);
    FakeMessages::Item tombstone = m_messages->items.at(3);
    tombstone.deleted = true;
    m_messages->replace(3, tombstone);
    QVERIFY(!buttons->isVisible());
    QTest::mouseClick(buttons->findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
    QCOMPARE(replied.size(), 0);
}

void MessageViewTest::foldsWhatSomebodyBlockedSays()
{
    m_messages->fill(3, m_end);
    m_messages->items[1].fromBlocked = true;
    m_messages->items[1].body = u"something unkind"_s;
    show();
    QVERIFY(m_view->row(1).item.folded && m_view->row(1).item.body.isEmpty());
    QVERIFY(!m_view->row(1).layout.content.text.contains(u"unkind"_s));
    QVERIFY(!m_view->row(1).item.stands());
    click(pointOf(1, m_view->row(1).layout.bubble.center()));
    QVERIFY(!m_view->row(1).item.folded);
    QVERIFY(m_view->row(1).layout.content.text.contains(u"unkind"_s));
}

void MessageViewTest::copiesTheSelectedText()
{
    m_messages->append({u"grace"_s, u"one two three"_s, m_end});
    show();
    const MessageLayout &layout = m_view->row(0).layout;
    const QTextLine line = layout.text->lineAt(0);
    const auto at = [&](int position) {
        return pointOf(0,
                       (layout.textOrigin + QPointF(line.cursorToX(position), line.height() / 2)).toPoint());
    };
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, at(4));
    QTest::mouseMove(m_view->viewport(), at(7));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, at(7));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"two"_s);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, at(10));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"three"_s);
}

void MessageViewTest::moves()
{
    m_messages->fill(100, m_end);
    show();
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentIndex().row(), 99);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentIndex().row(), 98);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Message 99"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QVERIFY(m_view->verticalScrollBar()->value() > 100);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->isAtNewest());
}

void MessageViewTest::readsItselfAloud()
{
    m_messages->append({u"grace"_s, u"Did the build pass?"_s, m_end});
    m_messages->append({FakeMessages::me, u"It did"_s, m_end, Delivery::Read});
    show();
    const auto spoken
        = [this](int row) { return m_view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken(0), u"Grace Hopper, 12:00, Did the build pass?"_s);
    QCOMPARE(spoken(1), u"You, 12:00, It did, read"_s);
}

void MessageViewTest::mirrors()
{
    m_messages->append({FakeMessages::me, u"It did"_s, m_end, Delivery::Read});
    m_view->setLayoutDirection(Qt::RightToLeft);
    show();
    QVERIFY(m_view->row(0).layout.bubble.center().x() < m_view->width() / 2);
    m_view->setLayoutDirection(Qt::LeftToRight);
    QVERIFY(m_view->row(0).layout.bubble.center().x() > m_view->width() / 2);
}

CONFAB_TEST(MessageViewTest)
#include "messageviewtest.moc"
