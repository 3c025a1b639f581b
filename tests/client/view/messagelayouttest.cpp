// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagelayout.h"
#include "client/view/metrics.h"
#include "tests/support/testcase.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;
using namespace confab;

class MessageLayoutTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ownStandAtTheReadingEnd_data();
    void ownStandAtTheReadingEnd();
    void everythingIsInsideTheRow_data();
    void everythingIsInsideTheRow();
    void textIsNotWiderThanItsColumns();
    void timeStandsBesideShortText();
    void timeNeverCoversText_data();
    void timeNeverCoversText();
    void groupSharesNameAndAvatar();
    void separatorsStandAboveTheBubble();
    void whatHappenedStandsInTheMiddle();
    void refusedMessagesOfferWaysOn();
    void emojiAreLarge();
    void findsTextAndLinks();
    void codeOfSeveralLinesHasOneGround();
    void quotesAndItemsStandIn();
    void aReplyShowsWhatItAnswers();
    void reactionsStandBelowTheBubble_data();
    void reactionsStandBelowTheBubble();

private:
    [[nodiscard]] static MessageItem item(const QString &body, bool own)
    {
        MessageItem item;
        item.body = body;
        item.sender = own ? u"ada"_s : u"grace"_s;
        item.senderName = own ? u"Ada"_s : u"Grace Hopper"_s;
        item.isOwn = own;
        item.sentAt = QDateTime(QDate(2026, 11, 21), QTime(9, 40));
        return item;
    }
    [[nodiscard]] MessageLayout layoutOf(const MessageItem &item, int width = 700,
                                         Qt::LayoutDirection direction = Qt::LeftToRight) const
    {
        return MessageLayout::of(item, width, m_fonts, direction);
    }
    /// Every rectangle that is there.
    [[nodiscard]] static QList<QRect> parts(const MessageLayout &layout)
    {
        QList<QRect> all{layout.day,  layout.newLine, layout.avatar, layout.name,     layout.bubble,
                         layout.time, layout.mark,    layout.reason, layout.tryAgain, layout.discard};
        all.removeAll(QRect());
        return all;
    }

    const MessageFonts m_fonts = MessageFonts::from(QGuiApplication::font());
};

void MessageLayoutTest::ownStandAtTheReadingEnd_data()
{
    QTest::addColumn<bool>("own");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<bool>("atRight");

    QTest::newRow("own, left to right") << true << Qt::LeftToRight << true;
    QTest::newRow("others', left to right") << false << Qt::LeftToRight << false;
    QTest::newRow("own, right to left") << true << Qt::RightToLeft << false;
    QTest::newRow("others', right to left") << false << Qt::RightToLeft << true;
}

void MessageLayoutTest::ownStandAtTheReadingEnd()
{
    QFETCH(bool, own);
    QFETCH(Qt::LayoutDirection, direction);
    const MessageLayout layout = layoutOf(item(u"Hello"_s, own), 700, direction);
    QTEST(layout.bubble.center().x() > 350, "atRight");
}

void MessageLayoutTest::everythingIsInsideTheRow_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("width");

    const QString word = u"Donaudampfschifffahrtsgesellschaft"_s.repeated(8);
    const QString text = u"A text of many words that has to break somewhere. "_s.repeated(20);
    for (const int width : {320, 420, 700, 1600}) {
        QTest::addRow("a short text at %d", width) << u"Hi"_s << width;
        QTest::addRow("a long word at %d", width) << word << width;
        QTest::addRow("a long text at %d", width) << text << width;
        QTest::addRow("many lines at %d", width) << QStringList(50, u"line"_s).join(u'\n') << width;
        QTest::addRow("another direction at %d", width) << u"مرحبا كيف حالك"_s.repeated(10) << width;
    }
}

void MessageLayoutTest::everythingIsInsideTheRow()
{
    QFETCH(QString, body);
    QFETCH(int, width);
    for (const bool own : {true, false}) {
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            MessageItem message = item(body, own);
            message.startsDay = message.startsNew = message.edited = true;
            message.delivery = own ? Delivery::Refused : Delivery::Accepted;
            const MessageLayout layout = layoutOf(message, width, direction);
            const auto all = parts(layout);
            for (const QRect &part : all)
                QVERIFY(QRect(0, 0, width, layout.height).contains(part));
            for (int i = 0; i < layout.text->lineCount(); ++i) {
                const QRectF line = layout.text->lineAt(i).naturalTextRect().translated(layout.textOrigin);
                QVERIFY(QRectF(layout.bubble).contains(line));
            }
        }
    }
}

void MessageLayoutTest::textIsNotWiderThanItsColumns()
{
    const MessageLayout layout = layoutOf(item(u"word "_s.repeated(200), true), 1600);
    const int columns = QFontMetrics(m_fonts.body).averageCharWidth() * Metrics::textColumns;
    QVERIFY(layout.bubble.width() <= columns + 2 * Metrics::medium);
    QVERIFY(layout.text->lineCount() > 5);
}

void MessageLayoutTest::timeStandsBesideShortText()
{
    const MessageLayout layout = layoutOf(item(u"Hi"_s, true));
    QCOMPARE(layout.text->lineCount(), 1);
    QVERIFY(layout.bubble.height() < 2 * QFontMetrics(m_fonts.body).height() + 2 * Metrics::small);
    QVERIFY(layout.time.left() > layout.textOrigin.x() + layout.text->lineAt(0).naturalTextWidth());
    QVERIFY(layout.mark.left() > layout.time.right());
    QVERIFY(layoutOf(item(u"Hi"_s, false)).mark.isNull());
}

void MessageLayoutTest::timeNeverCoversText_data()
{
    everythingIsInsideTheRow_data();
}

void MessageLayoutTest::timeNeverCoversText()
{
    QFETCH(QString, body);
    QFETCH(int, width);
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const MessageLayout layout = layoutOf(item(body, true), width, direction);
        const QTextLine last = layout.text->lineAt(layout.text->lineCount() - 1);
        // The line's box has room under its letters; its ascent is what is read.
        const QRectF letters(layout.textOrigin.x() + last.naturalTextRect().x(),
                             layout.textOrigin.y() + last.y(), last.naturalTextWidth(), last.ascent());
        const QRect digits = layout.time.adjusted(0, 4, 0, -2);
        QVERIFY(!letters.intersects(QRectF(digits)));
    }
}

void MessageLayoutTest::groupSharesNameAndAvatar()
{
    MessageItem first = item(u"One"_s, false);
    MessageItem second = first;
    second.startsGroup = false;
    QVERIFY(!layoutOf(first).avatar.isNull());
    QVERIFY(!layoutOf(first).name.isNull());
    const MessageLayout layout = layoutOf(second);
    QVERIFY(layout.avatar.isNull());
    QVERIFY(layout.name.isNull());
    QCOMPARE(layout.bubble.left(), layoutOf(first).bubble.left());
    QVERIFY(layout.height < layoutOf(first).height);
}

void MessageLayoutTest::separatorsStandAboveTheBubble()
{
    MessageItem message = item(u"One"_s, false);
    message.startsDay = message.startsNew = true;
    const MessageLayout layout = layoutOf(message);
    QVERIFY(layout.day.bottom() < layout.newLine.top());
    QVERIFY(layout.newLine.bottom() < layout.name.top());
    QVERIFY(layout.name.bottom() < layout.bubble.top());
    QVERIFY(!layout.dayText.isEmpty());
}

void MessageLayoutTest::whatHappenedStandsInTheMiddle()
{
    MessageItem line = item({}, false);
    line.kind = MessageListModel::Kind::Event;
    line.event = {.what = GroupEvent::What::Added, .user = u"ken"_s};
    line.eventName = u"Ken Thompson"_s;
    line.startsDay = true;
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        const MessageLayout layout = layoutOf(line, 300, direction);
        QCOMPARE(layout.eventText, u"Grace Hopper added Ken Thompson"_s);
        QVERIFY(layout.event.top() > layout.day.bottom());
        QCOMPARE(layout.event.center().x(), layout.day.center().x());
        QVERIFY(QRect(0, 0, 300, layout.height).contains(layout.event));
        QVERIFY(layout.bubble.isNull() && layout.avatar.isNull() && !layout.text);
    }
    QCOMPARE(spokenText(line), u"Grace Hopper added Ken Thompson"_s);
    QVERIFY(!line.stands());
}

void MessageLayoutTest::refusedMessagesOfferWaysOn()
{
    MessageItem message = item(u"One"_s, true);
    message.delivery = Delivery::Refused;
    message.error = Error{ErrorCode::ConversationClosed};
    const MessageLayout layout = layoutOf(message);
    QCOMPARE(layout.partAt(layout.tryAgain.center()), MessageLayout::Part::TryAgain);
    QCOMPARE(layout.partAt(layout.discard.center()), MessageLayout::Part::Delete);
    QVERIFY(!layout.tryAgain.intersects(layout.discard));
    QVERIFY(!layout.reasonText.isEmpty());
    message.delivery = Delivery::Queued;
    QVERIFY(layoutOf(message).tryAgain.isNull());
}

void MessageLayoutTest::emojiAreLarge()
{
    const auto height
        = [this](const QString &body) { return layoutOf(item(body, true)).text->boundingRect().height(); };
    QVERIFY2(height(u"🎉"_s) > 1.6 * height(u"a"_s),
             qPrintable(QString::number(height(u"🎉"_s) / height(u"a"_s))));
}

void MessageLayoutTest::findsTextAndLinks()
{
    const MessageLayout layout = layoutOf(item(u"see https://example.org now"_s, true));
    const auto pointAt = [&layout](int position) {
        const QTextLine line = layout.text->lineForTextPosition(position);
        return QPointF(layout.textOrigin
                       + QPointF(line.cursorToX(position) + 1, line.y() + line.height() / 2))
            .toPoint();
    };
    QCOMPARE(layout.partAt(pointAt(2)), MessageLayout::Part::Text);
    QCOMPARE(layout.textPositionAt(pointAt(10)), 10);
    QVERIFY(!layout.linkAt(pointAt(2)));
    QVERIFY(layout.linkAt(pointAt(12)));
    QCOMPARE(layout.linkAt(pointAt(12))->url, QUrl(u"https://example.org"_s));
    QVERIFY(!layout.linkAt(layout.time.center()));
    QCOMPARE(layout.partAt(QPoint(1, 1)), MessageLayout::Part::None);
    QCOMPARE(layout.textOf(4, 5), u"https"_s);
}

void MessageLayoutTest::codeOfSeveralLinesHasOneGround()
{
    QCOMPARE(layoutOf(item(u"```\na\nb\nc\n```"_s, false)).codeBlocks.size(), 1);
    QVERIFY(layoutOf(item(u"run `make`"_s, false)).codeBlocks.isEmpty());
}

void MessageLayoutTest::quotesAndItemsStandIn()
{
    const MessageLayout layout
        = layoutOf(item(u"plain\n> quoted\n- "_s + u"many words "_s.repeated(40), false));
    QCOMPARE(layout.quotes.size(), 1);
    QVERIFY(layout.bubble.contains(layout.quotes.first()));
    QCOMPARE(layout.text->lineAt(0).x(), 0.0);
    QVERIFY(layout.text->lineAt(1).x() > 0);
    QCOMPARE(layout.text->lineAt(2).x(), 0.0); // where the bullet is
    QVERIFY(layout.text->lineAt(3).x() > 0);
}

void MessageLayoutTest::aReplyShowsWhatItAnswers()
{
    MessageItem message = item(u"Yes"_s, true);
    QVERIFY(layoutOf(message).reply.isNull());
    message.replyTo = Seq(4);
    message.replyName = u"Grace Hopper"_s;
    message.replyBody = u"Did **it**\npass? "_s.repeated(30);
    const MessageLayout layout = layoutOf(message);
    QVERIFY(layout.bubble.contains(layout.reply));
    QVERIFY(layout.reply.bottom() < layout.textOrigin.y());
    QVERIFY(layout.replyText.startsWith("Did it pass?"_L1));
    QCOMPARE(layout.partAt(layout.reply.center()), MessageLayout::Part::Reply);
    message.replyDeleted = true;
    QVERIFY(layoutOf(message).replyText != layout.replyText);
    message.replyName.clear();
    QVERIFY(layoutOf(message).reply.height() < layout.reply.height());
}

void MessageLayoutTest::reactionsStandBelowTheBubble_data()
{
    ownStandAtTheReadingEnd_data();
}

void MessageLayoutTest::reactionsStandBelowTheBubble()
{
    QFETCH(bool, own);
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(bool, atRight);
    MessageItem message = item(u"Hello"_s, own);
    for (int i = 0; i < 20; ++i)
        message.reactions.append({u"👍"_s, {u"Ada"_s, u"Grace"_s}, i == 0});
    const MessageLayout layout = layoutOf(message, 420, direction);
    QCOMPARE(layout.chips.size(), 20);
    for (int i = 0; i < 20; ++i) {
        const QRect chip = layout.chips.at(i).rect;
        QVERIFY(QRect(0, 0, 420, layout.height).contains(chip));
        QVERIFY(chip.top() > layout.bubble.bottom());
        QCOMPARE(layout.chipAt(chip.center()), i);
        QCOMPARE(layout.partAt(chip.center()), MessageLayout::Part::Reaction);
    }
    QCOMPARE(layout.chips.first().count, u"2"_s);
    QCOMPARE(layout.chips.first().rect.center().x() > 210, atRight);
}

CONFAB_TEST(MessageLayoutTest)
#include "messagelayouttest.moc"
