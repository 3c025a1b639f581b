// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagelayout.h"

#include "client/store/mention.h"
#include "client/view/breakabletext.h"
#include "client/view/errortext.h"
#include "client/view/eventtext.h"
#include "client/view/metrics.h"
#include "client/view/textbreaker.h"
#include "client/view/timetext.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QStyle>

#include <cmath>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageLayout)
};

constexpr int markSize = 16;
constexpr int betweenGroups = Metrics::medium;
constexpr int withinGroup = 2;
constexpr int roomyFrom = 480; ///< width from which bubbles keep away from the far side
constexpr int gapHeight = 48;
constexpr qsizetype replyLength = 200; ///< of what is quoted, before it is cut to the width

/// Builds a layout from top to bottom as if text ran from left to right, then mirrors it.
class Builder {
public:
    Builder(const MessageItem &item, int width, const MessageFonts &fonts, Qt::LayoutDirection direction)
        : m_item(item)
        , m_width(width)
        , m_direction(direction)
        , m_fonts(fonts)
        , m_caption(fonts.caption)
    { }

    MessageLayout build()
    {
        if (m_item.isGap()) {
            m_layout.gap = QRect(0, 0, m_width, gapHeight);
            m_layout.height = gapHeight;
            return std::move(m_layout);
        }
        addSeparators();
        if (m_item.isEvent()) {
            addEvent();
            m_layout.height = m_y;
            return std::move(m_layout); // All in the middle: alike in both directions.
        }
        addSender();
        addBubble();
        addChips();
        addRefusal();
        m_layout.height = m_y;
        mirror();
        return std::move(m_layout);
    }

private:
    void addSeparators()
    {
        const int line = m_caption.height();
        if (m_item.startsDay) {
            m_layout.dayText = TimeText().day(m_item.day());
            const int width = m_caption.horizontalAdvance(m_layout.dayText) + 2 * Metrics::medium;
            m_layout.day = QRect((m_width - width) / 2, m_y + Metrics::medium, width, line + Metrics::small);
            m_y = m_layout.day.bottom() + 1;
        }
        if (m_item.startsNew) {
            m_layout.newLine
                = QRect(Metrics::large, m_y + Metrics::small, m_width - 2 * Metrics::large, line);
            m_y = m_layout.newLine.bottom() + 1;
        }
        m_y += m_item.startsGroup ? betweenGroups : withinGroup;
    }

    void addEvent()
    {
        m_layout.eventText = breakable(eventText(m_item.event, m_item.senderName, m_item.eventName));
        const int width = m_width - 2 * Metrics::large;
        const QRect text
            = m_caption.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, m_layout.eventText);
        m_layout.event = QRect(Metrics::large, m_y, width, text.height() + Metrics::unit);
        m_y = m_layout.event.bottom() + 1;
    }

    void addSender()
    {
        if (m_item.isOwn || !m_item.startsGroup)
            return;
        m_layout.avatar = QRect(Metrics::large, m_y, Metrics::groupAvatar, Metrics::groupAvatar);
        m_layout.name = QRect(leading() + Metrics::unit, m_y, room() - Metrics::unit,
                              QFontMetrics(m_fonts.name).height());
        m_y = m_layout.name.bottom() + 1 + withinGroup;
    }

    void addBubble()
    {
        m_layout.content = m_item.deleted ? MessageText{Text::tr("This message was deleted")}
            : m_item.folded               ? MessageText{foldedText()}
                                          : MessageText::fromBody(m_item.body);
        Mention::mark(m_layout.content, m_item.mentions, m_item.ownName);
        const bool hasFiles = !m_item.deleted && !m_item.files.isEmpty();
        if (hasFiles) {
            m_layout.content.isLarge = false;
            m_layout.files = AttachmentLayout::of(m_item.files, room() - 2 * Metrics::unit, m_fonts.body);
        }
        QFont font = m_layout.content.isLarge ? m_fonts.large : m_fonts.body;
        font.setItalic(m_item.deleted || m_item.folded);
        TextBreaker text(m_layout.content, m_fonts, font);
        const QSize broken = text.breakAt(maxTextWidth());
        const QSize textSize = hasFiles && m_layout.content.text.isEmpty() ? QSize(0, 0) : broken;
        const QSize reply = replySize();
        m_layout.timeText = TimeText().clock(m_item.sentAt);
        if (m_item.edited && !m_item.deleted)
            m_layout.timeText = Text::tr("edited %1", "with the time of the message").arg(m_layout.timeText);
        const int time = m_caption.horizontalAdvance(m_layout.timeText);
        const int mark = m_item.isOwn && !m_item.deleted ? markSize + Metrics::unit : 0;
        const int meta = time + mark;

        const bool beside = !textSize.isEmpty() && fitsBeside(text, meta);
        const int inside
            = qMax(textSize.width(), beside ? text.lastLineWidth() + Metrics::medium + meta : meta);
        const int width = qMax(inside, reply.width());
        const QSize files = m_layout.files.size;
        const int above = files.isEmpty() ? 0 : files.height() + Metrics::unit;
        const int height = reply.height() + above + textSize.height() + (beside ? 0 : m_caption.height());
        const QSize size(qMax(width + 2 * Metrics::medium, files.width() + 2 * Metrics::unit),
                         height + 2 * Metrics::small);
        const int x = m_item.isOwn ? m_width - Metrics::large - size.width() : leading();
        m_layout.bubble = QRect(QPoint(x, m_y), size);
        placeMeta(time, mark);

        const QPoint corner = m_layout.bubble.topLeft() + QPoint(Metrics::medium, Metrics::small);
        if (!reply.isEmpty())
            m_layout.reply = QRect(corner, QSize(width, reply.height() - Metrics::small));
        m_layout.files.moveTo({m_layout.bubble.left() + Metrics::unit,
                               corner.y() + (reply.isEmpty() ? -Metrics::unit : reply.height())});
        m_textRect = QRect(corner + QPoint(0, reply.height() + above), QSize(width, textSize.height()));
        // Text that runs from right to left is aligned within the width of the bubble, known only now.
        if (m_layout.content.text.isRightToLeft())
            text.breakAt(width);
        m_layout.codeBlocks = text.codeGrounds(width);
        m_layout.quotes = text.quoteBars(width);
        m_layout.text = text.take();
        m_y = m_layout.bubble.bottom() + 1;
    }

    /// Time and mark stand in the lower corner of the bubble where reading ends.
    void placeMeta(int time, int mark)
    {
        const int right = m_layout.bubble.right() + 1 - Metrics::medium;
        const int bottom = m_layout.bubble.bottom() + 1 - Metrics::small + Metrics::unit / 2;
        m_layout.time = QRect(right - time - mark, bottom - m_caption.height(), time, m_caption.height());
        if (mark > 0)
            m_layout.mark
                = QRect(right - markSize, m_layout.time.center().y() - markSize / 2 + 1, markSize, markSize);
    }

    /// The room for the quoted message with the distance to the text below it; nothing where none is.
    QSize replySize()
    {
        if (m_item.replyTo == Seq())
            return {};
        if (m_item.replyName.isEmpty())
            m_layout.replyText = Text::tr("An earlier message");
        else if (m_item.replyDeleted)
            m_layout.replyText = Text::tr("This message was deleted");
        else
            m_layout.replyText = MessageText::fromBody(m_item.replyBody.left(replyLength)).text.simplified();
        const int lines = m_item.replyName.isEmpty() ? 1 : 2;
        const int words = qMax(QFontMetrics(m_fonts.name).horizontalAdvance(m_item.replyName),
                               m_caption.horizontalAdvance(m_layout.replyText));
        return {qMin(words + 2 * Metrics::small + Metrics::unit, maxTextWidth()),
                lines * m_caption.height() + 2 * Metrics::unit + Metrics::small};
    }

    /// Whether time and mark have room at the end of the last line.
    [[nodiscard]] bool fitsBeside(const TextBreaker &text, int meta) const
    {
        // They stand at the trailing edge, where text in the window's direction ends.
        const MessageText &content = m_layout.content;
        const bool alike = content.text.isRightToLeft() == (m_direction == Qt::RightToLeft);
        const bool endsWithCode = !content.blocks.isEmpty()
            && content.blocks.last().kind == MessageText::Block::Kind::Code
            && content.blocks.last().start + content.blocks.last().length == content.text.size();
        return alike && !content.isLarge && !endsWithCode
            && text.lastLineWidth() + Metrics::medium + meta <= maxTextWidth();
    }

    /// The reactions stand below the bubble, in as many lines as they need.
    void addChips()
    {
        if (m_item.reactions.isEmpty())
            return;
        const QFontMetrics emoji(m_fonts.chip);
        const int height = m_caption.height() + Metrics::small + 2;
        int x = 0;
        int y = m_y + Metrics::unit;
        for (const ShownReaction &reaction : m_item.reactions) {
            const QString count = QLocale().toString(reaction.names.size());
            const int width = emoji.horizontalAdvance(reaction.emoji) + Metrics::unit
                + m_caption.horizontalAdvance(count) + 2 * Metrics::small;
            if (x > 0 && x + width > room()) {
                x = 0;
                y += height + Metrics::unit;
            }
            m_layout.chips.append({QRect(x, y, width, height), reaction.emoji, count});
            x += width + Metrics::unit;
        }
        for (MessageLayout::Chip &chip : m_layout.chips)
            chip.rect.moveLeft(m_item.isOwn ? m_width - Metrics::large - chip.rect.right() - 1
                                            : leading() + chip.rect.left());
        m_y = y + height + withinGroup;
    }

    void addRefusal()
    {
        if (m_item.delivery != Delivery::Refused)
            return;
        m_layout.reasonText
            = m_item.error ? errorText(*m_item.error) : Text::tr("The server did not take this message.");
        const QRect limits(0, 0, room(), 1000);
        const QRect reason = m_caption.boundingRect(limits, Qt::TextWordWrap, m_layout.reasonText);
        const int right = m_width - Metrics::large;
        m_layout.reason = QRect(right - reason.width(), m_y + Metrics::unit, reason.width(), reason.height());
        m_y = m_layout.reason.bottom() + 1;

        const int height = m_caption.height() + Metrics::small;
        const QFontMetrics strong(m_fonts.name);
        const int discard = strong.horizontalAdvance(deleteText()) + Metrics::small;
        const int again = strong.horizontalAdvance(tryAgainText()) + Metrics::small;
        m_layout.discard = QRect(right + Metrics::unit - discard, m_y, discard, height);
        m_layout.tryAgain = QRect(m_layout.discard.x() - Metrics::small - again, m_y, again, height);
        m_y += height;
    }

    void mirror()
    {
        const QRect row(0, 0, m_width, m_layout.height);
        for (QRect *rect : {&m_layout.day, &m_layout.newLine, &m_layout.avatar, &m_layout.name,
                            &m_layout.bubble, &m_layout.reply, &m_layout.time, &m_layout.mark,
                            &m_layout.reason, &m_layout.tryAgain, &m_layout.discard, &m_textRect}) {
            if (!rect->isNull())
                *rect = QStyle::visualRect(m_direction, row, *rect);
        }
        for (MessageLayout::Chip &chip : m_layout.chips)
            chip.rect = QStyle::visualRect(m_direction, row, chip.rect);
        m_layout.files.mirror(m_direction, row);
        // Within the text nothing is mirrored: it runs as its letters do.
        m_layout.textOrigin = m_textRect.topLeft();
        for (auto *rects : {&m_layout.codeBlocks, &m_layout.quotes}) {
            for (QRect &rect : *rects)
                rect.translate(m_layout.textOrigin);
        }
    }

    /// Where the bubbles of others begin.
    [[nodiscard]] static int leading() { return Metrics::large + Metrics::groupAvatar + Metrics::small; }
    /// The widest a bubble may be.
    [[nodiscard]] int room() const
    {
        const int far = m_width < roomyFrom ? 0 : 3 * Metrics::large;
        return qMax(80, m_width - leading() - Metrics::large - far);
    }
    [[nodiscard]] int maxTextWidth() const
    {
        const int columns = QFontMetrics(m_fonts.body).averageCharWidth() * Metrics::textColumns;
        return qMin(columns, room() - 2 * Metrics::medium);
    }

    const MessageItem &m_item;
    const int m_width;
    const Qt::LayoutDirection m_direction;
    const MessageFonts &m_fonts;
    const QFontMetrics m_caption;
    MessageLayout m_layout;
    QRect m_textRect;
    int m_y = 0;
};

} // namespace

MessageLayout MessageLayout::of(const MessageItem &item, int width, const MessageFonts &fonts,
                                Qt::LayoutDirection direction)
{
    return Builder(item, width, fonts, direction).build();
}

MessageLayout::Part MessageLayout::partAt(QPoint point) const
{
    if (tryAgain.contains(point))
        return Part::TryAgain;
    if (discard.contains(point))
        return Part::Delete;
    if (mark.contains(point) || time.contains(point))
        return Part::Mark;
    if (reply.contains(point))
        return Part::Reply;
    if (chipAt(point) >= 0)
        return Part::Reaction;
    return bubble.contains(point) ? Part::Text : Part::None;
}

int MessageLayout::chipAt(QPoint point) const
{
    for (int i = 0; i < int(chips.size()); ++i) {
        if (chips.at(i).rect.contains(point))
            return i;
    }
    return -1;
}

int MessageLayout::textPositionAt(QPoint point) const
{
    if (!text || text->lineCount() == 0)
        return 0;
    const QPointF inside = point - textOrigin;
    int line = 0;
    while (line + 1 < text->lineCount() && text->lineAt(line).rect().bottom() <= inside.y())
        ++line;
    return text->lineAt(line).xToCursor(inside.x());
}

const MessageText::Span *MessageLayout::linkAt(QPoint point) const
{
    if (!text || !bubble.contains(point))
        return nullptr;
    for (int i = 0; i < text->lineCount(); ++i) {
        const QTextLine line = text->lineAt(i);
        if (line.naturalTextRect().translated(textOrigin).contains(point))
            return content.linkAt(line.xToCursor(point.x() - textOrigin.x(), QTextLine::CursorOnCharacter));
    }
    return nullptr;
}

QString MessageLayout::textOf(int start, int length) const
{
    return content.text.mid(start, length);
}

QString tryAgainText()
{
    return Text::tr("Try again");
}

QString deleteText()
{
    return Text::tr("Delete");
}

QString newMessagesText()
{
    return Text::tr("New messages");
}

QString gapText()
{
    return Text::tr("Loading messages…");
}

} // namespace confab
