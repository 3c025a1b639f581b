// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagelayout.h"

#include "client/view/errortext.h"
#include "client/view/metrics.h"
#include "client/view/timetext.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetrics>
#include <QStyle>

#include <cmath>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageLayout)
};

constexpr double largeScale = 2.4;
constexpr int markSize = 16;
constexpr int betweenGroups = Metrics::medium;
constexpr int withinGroup = 2;
constexpr int roomyFrom = 480; ///< width from which bubbles keep away from the far side
constexpr int gapHeight = 48;

QTextOption textOption(const QString &text)
{
    const bool fromRight = text.isRightToLeft();
    QTextOption option(fromRight ? Qt::AlignRight : Qt::AlignLeft);
    option.setTextDirection(fromRight ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

/// Breaks the text into lines of `width`; the size they take.
QSize breakLines(QTextLayout &layout, int width)
{
    qreal y = 0;
    qreal widest = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += std::ceil(line.height());
        widest = qMax(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {int(std::ceil(widest)), int(std::ceil(y))};
}

QList<QTextLayout::FormatRange> formats(const MessageText &content, const MessageFonts &fonts)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const MessageText::Span &span : content.spans) {
        QTextCharFormat format;
        if (span.kind == MessageText::Span::Kind::Code)
            format.setFont(fonts.code);
        else
            format.setFontUnderline(true);
        ranges.append({int(span.start), int(span.length), format});
    }
    return ranges;
}

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
        addSender();
        addBubble();
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
        breakText();
        m_layout.timeText = TimeText().clock(m_item.sentAt);
        if (m_item.edited && !m_item.deleted)
            m_layout.timeText = Text::tr("edited %1", "with the time of the message").arg(m_layout.timeText);
        const int time = m_caption.horizontalAdvance(m_layout.timeText);
        const int mark = m_item.isOwn && !m_item.deleted ? markSize + Metrics::unit : 0;
        const int meta = time + mark;

        const bool beside = fitsBeside(meta) && !endsWithCodeBlock();
        const int textWidth = qMax(m_text.width(), beside ? lastLineWidth() + Metrics::medium + meta : meta);
        const int textHeight = m_text.height() + (beside ? 0 : m_caption.height());
        const QSize size(textWidth + 2 * Metrics::medium, textHeight + 2 * Metrics::small);
        const int x = m_item.isOwn ? m_width - Metrics::large - size.width() : leading();
        m_layout.bubble = QRect(QPoint(x, m_y), size);

        const int right = m_layout.bubble.right() + 1 - Metrics::medium;
        const int bottom = m_layout.bubble.bottom() + 1 - Metrics::small + Metrics::unit / 2;
        m_layout.time = QRect(right - meta, bottom - m_caption.height(), time, m_caption.height());
        if (mark > 0)
            m_layout.mark
                = QRect(right - markSize, m_layout.time.center().y() - markSize / 2 + 1, markSize, markSize);
        m_textRect = QRect(m_layout.bubble.topLeft() + QPoint(Metrics::medium, Metrics::small),
                           QSize(textWidth, m_text.height()));
        alignText(textWidth);
        addCodeBlocks();
        m_y = m_layout.bubble.bottom() + 1;
    }

    void breakText()
    {
        m_layout.content = m_item.deleted ? MessageText{Text::tr("This message was deleted")}
                                          : MessageText::fromBody(m_item.body);
        const MessageText &content = m_layout.content;
        QString text = content.text;
        text.replace(u'\n', QChar::LineSeparator);
        QFont font = content.isLarge ? m_fonts.large : m_fonts.body;
        font.setItalic(m_item.deleted);
        m_layout.text = std::make_unique<QTextLayout>(text, font);
        m_layout.text->setCacheEnabled(true);
        m_layout.text->setTextOption(textOption(text));
        m_layout.text->setFormats(formats(content, m_fonts));
        m_text = breakLines(*m_layout.text, maxTextWidth());
    }

    /// Code of several lines gets one ground as wide as the bubble's text.
    void addCodeBlocks()
    {
        for (const MessageText::Span &span : std::as_const(m_layout.content.spans)) {
            if (span.kind != MessageText::Span::Kind::Code)
                continue;
            const QTextLine first = m_layout.text->lineForTextPosition(int(span.start));
            const QTextLine last = m_layout.text->lineForTextPosition(int(span.start + span.length - 1));
            if (first.lineNumber() == last.lineNumber())
                continue;
            const int top = m_textRect.y() + int(first.y());
            const int bottom = m_textRect.y() + int(std::ceil(last.y() + last.height()));
            m_layout.codeBlocks.append(QRect(m_textRect.x(), top, m_textRect.width(), bottom - top)
                                           .adjusted(-Metrics::unit, -1, Metrics::unit, 1));
        }
    }

    /// Text that runs from right to left is aligned within the width of the bubble, which is known only now.
    void alignText(int width)
    {
        if (m_layout.text->text().isRightToLeft())
            breakLines(*m_layout.text, width);
    }

    /// Whether time and mark have room at the end of the last line.
    [[nodiscard]] bool fitsBeside(int meta) const
    {
        // They stand at the trailing edge, where text in the window's direction ends.
        const bool alike = m_layout.text->text().isRightToLeft() == (m_direction == Qt::RightToLeft);
        return alike && !m_layout.content.isLarge
            && lastLineWidth() + Metrics::medium + meta <= maxTextWidth();
    }

    [[nodiscard]] bool endsWithCodeBlock() const
    {
        if (m_layout.content.spans.isEmpty())
            return false;
        const MessageText::Span &last = m_layout.content.spans.last();
        const bool atEnd = last.start + last.length == m_layout.content.text.size();
        return last.kind == MessageText::Span::Kind::Code && atEnd && m_layout.text->lineCount() > 1;
    }

    [[nodiscard]] int lastLineWidth() const
    {
        const int lines = m_layout.text->lineCount();
        return lines == 0 ? 0 : int(std::ceil(m_layout.text->lineAt(lines - 1).naturalTextWidth()));
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
                            &m_layout.bubble, &m_layout.time, &m_layout.mark, &m_layout.reason,
                            &m_layout.tryAgain, &m_layout.discard, &m_textRect}) {
            if (!rect->isNull())
                *rect = QStyle::visualRect(m_direction, row, *rect);
        }
        for (QRect &block : m_layout.codeBlocks)
            block = QStyle::visualRect(m_direction, row, block);
        m_layout.textOrigin = m_textRect.topLeft();
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
    QSize m_text;
    QRect m_textRect;
    int m_y = 0;
};

} // namespace

MessageFonts MessageFonts::from(const QFont &font)
{
    QFont code = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSizeF() > 0)
        code.setPointSizeF(font.pointSizeF() * 0.95);
    else
        code.setPixelSize(font.pixelSize());
    QFont large = Metrics::scaled(font, largeScale);
    large.setFamilies(Metrics::emojiFamilies() + QStringList(QFontInfo(font).family()));
    return {.body = font,
            .caption = Metrics::caption(font),
            .name = Metrics::strong(Metrics::caption(font)),
            .code = code,
            .large = large};
}

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
    return bubble.contains(point) ? Part::Text : Part::None;
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

QUrl MessageLayout::linkAt(QPoint point) const
{
    if (!text || !bubble.contains(point))
        return {};
    for (int i = 0; i < text->lineCount(); ++i) {
        const QTextLine line = text->lineAt(i);
        if (line.naturalTextRect().translated(textOrigin).contains(point))
            return content.linkAt(line.xToCursor(point.x() - textOrigin.x(), QTextLine::CursorOnCharacter));
    }
    return {};
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
