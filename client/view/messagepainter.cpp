// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagepainter.h"

#include "client/view/avatar.h"
#include "client/view/avatarpictures.h"
#include "client/view/colors.h"
#include "client/view/deliveryicon.h"
#include "client/view/icons.h"
#include "client/view/metrics.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int tailRadius = 4;

/// A rounded rectangle whose upper corner at the sender's side is sharper where a group begins.
QPainterPath bubblePath(const QRectF &rect, bool tail, bool tailRight)
{
    constexpr double radius = Metrics::bubbleRadius;
    const double left = tail && !tailRight ? tailRadius : radius;
    const double right = tail && tailRight ? tailRadius : radius;
    const auto corner = [](QPointF point, double size) { return QRectF(point, QSizeF(2 * size, 2 * size)); };
    // One outline from arcs: uniting shapes takes longer than all the rest of a message.
    QPainterPath path;
    path.arcMoveTo(corner(rect.topLeft(), left), 180);
    path.arcTo(corner(rect.topLeft(), left), 180, -90);
    path.arcTo(corner(rect.topRight() - QPointF(2 * right, 0), right), 90, -90);
    path.arcTo(corner(rect.bottomRight() - QPointF(2 * radius, 2 * radius), radius), 0, -90);
    path.arcTo(corner(rect.bottomLeft() - QPointF(0, 2 * radius), radius), 270, -90);
    path.closeSubpath();
    return path;
}

} // namespace

MessagePainter::MessagePainter(QPainter &painter, const Colors &colors, const MessageFonts &fonts)
    : m_painter(painter)
    , m_colors(colors)
    , m_fonts(fonts)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
}

void MessagePainter::paint(const MessageItem &item, const MessageLayout &layout,
                           const MessagePaintState &state)
{
    if (item.isGap()) {
        m_painter.setFont(m_fonts.caption);
        m_painter.setPen(m_colors.secondary);
        m_painter.drawText(layout.gap, Qt::AlignCenter, gapText());
        return;
    }
    if (!layout.day.isNull() && !state.hidesDay)
        paintDay(layout.day, layout.dayText);
    if (!layout.newLine.isNull())
        paintNewLine(layout.newLine);
    if (item.isEvent()) {
        m_painter.setFont(m_fonts.caption);
        m_painter.setPen(m_colors.secondary);
        m_painter.drawText(layout.event, Qt::AlignCenter | Qt::TextWordWrap, layout.eventText);
        return;
    }
    paintSender(item, layout);
    paintBubble(item, layout, state);
    if (!layout.reply.isNull())
        paintReply(item, layout);
    paintText(item, layout, state);
    paintChips(item, layout);

    m_painter.setFont(m_fonts.caption);
    m_painter.setPen(m_colors.secondary);
    m_painter.drawText(layout.time, Qt::AlignCenter, layout.timeText);
    if (!layout.mark.isNull())
        paintMark(layout.mark, item.delivery);
    if (!layout.reason.isNull())
        paintRefusal(layout);
}

void MessagePainter::paintDay(const QRect &rect, const QString &text)
{
    m_painter.setPen(m_colors.separator);
    m_painter.setBrush(m_colors.window);
    const double radius = rect.height() / 2.0;
    m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    m_painter.setFont(m_fonts.caption);
    m_painter.setPen(m_colors.secondary);
    m_painter.drawText(rect, Qt::AlignCenter, text);
}

void MessagePainter::paintNewLine(const QRect &rect)
{
    const QString text = newMessagesText();
    m_painter.setFont(m_fonts.name);
    const int width = m_painter.fontMetrics().horizontalAdvance(text) + 2 * Metrics::medium;
    const int half = (rect.width() - width) / 2;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mixed(m_colors.window, m_colors.accent, 0.5));
    const int y = rect.center().y();
    m_painter.drawRect(QRect(rect.left(), y, half, 1));
    m_painter.drawRect(QRect(rect.right() + 1 - half, y, half, 1));
    m_painter.setPen(m_colors.accent);
    m_painter.drawText(rect, Qt::AlignCenter, text);
}

void MessagePainter::paintSender(const MessageItem &item, const MessageLayout &layout)
{
    if (layout.avatar.isNull())
        return;
    AvatarContent avatar{item.sender, item.senderName};
    if (m_pictures)
        avatar.picture
            = m_pictures->of(item.sender, layout.avatar.width(), m_painter.device()->devicePixelRatioF());
    paintAvatar(m_painter, layout.avatar, avatar, m_colors, m_colors.window);
    m_painter.setFont(m_fonts.name);
    m_painter.setPen(m_colors.secondary);
    const QString name
        = m_painter.fontMetrics().elidedText(item.senderName, Qt::ElideRight, layout.name.width());
    m_painter.drawText(layout.name, Qt::AlignLeading | Qt::AlignVCenter, name);
}

void MessagePainter::paintBubble(const MessageItem &item, const MessageLayout &layout,
                                 const MessagePaintState &state)
{
    const bool atRight = item.isOwn == (m_painter.layoutDirection() == Qt::LeftToRight);
    const QPainterPath path = bubblePath(layout.bubble, item.startsGroup, atRight);
    m_painter.setPen(Qt::NoPen);
    if (item.deleted || item.folded) {
        m_painter.setPen(m_colors.separator);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
    } else if (!layout.content.isLarge) {
        m_painter.setBrush(item.isOwn ? m_colors.accentTint : m_colors.bubble);
        m_painter.drawPath(path);
    }
    if (state.isFocused || state.isFound) {
        m_painter.setPen(QPen(m_colors.accent, 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(
            bubblePath(QRectF(layout.bubble).adjusted(-2, -2, 2, 2), item.startsGroup, atRight));
    }
}

void MessagePainter::paintText(const MessageItem &item, const MessageLayout &layout,
                               const MessagePaintState &state)
{
    const QColor ground = item.isOwn ? m_colors.accentTint : m_colors.bubble;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mixed(ground, m_colors.text, 0.07));
    for (const QRect &block : layout.codeBlocks)
        m_painter.drawRoundedRect(block, tailRadius, tailRadius);
    m_painter.setBrush(mixed(ground, m_colors.text, 0.3));
    for (const QRect &bar : layout.quotes)
        m_painter.drawRoundedRect(bar, 1, 1);
    QList<QTextLayout::FormatRange> overlays;
    for (const MessageText::Span &span : layout.content.spans) {
        QTextCharFormat format;
        if (span.styles & (MessageText::Span::Link | MessageText::Span::Mention))
            format.setForeground(m_colors.accent);
        if (span.styles.testFlag(MessageText::Span::OwnMention)) {
            format.setForeground(m_colors.onAccent);
            format.setBackground(m_colors.accent);
        }
        const auto *block = layout.codeBlocks.isEmpty() ? nullptr : layout.content.blockAt(span.start);
        const bool hasGround = block && block->kind == MessageText::Block::Kind::Code;
        if (span.styles.testFlag(MessageText::Span::Code) && !hasGround)
            format.setBackground(mixed(ground, m_colors.text, 0.07));
        overlays.append({int(span.start), int(span.length), format});
    }
    if (state.selectionLength > 0) {
        QTextCharFormat format;
        format.setBackground(m_colors.accent);
        format.setForeground(m_colors.onAccent);
        overlays.append({state.selectionStart, state.selectionLength, format});
    }
    m_painter.setPen(item.deleted || item.folded ? m_colors.secondary : m_colors.text);
    layout.text->draw(&m_painter, layout.textOrigin, overlays);
}

void MessagePainter::paintReply(const MessageItem &item, const MessageLayout &layout)
{
    const QColor ground = item.isOwn ? m_colors.accentTint : m_colors.bubble;
    const Qt::LayoutDirection direction = m_painter.layoutDirection();
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mixed(ground, m_colors.accent, 0.1));
    m_painter.drawRoundedRect(layout.reply, tailRadius, tailRadius);
    m_painter.setBrush(m_colors.accent);
    const QRect bar(layout.reply.topLeft(), QSize(3, layout.reply.height()));
    m_painter.drawRoundedRect(QStyle::visualRect(direction, layout.reply, bar), 1, 1);

    const QRect inside
        = layout.reply.adjusted(Metrics::small + 2, Metrics::unit, -Metrics::small, -Metrics::unit);
    const QRect words
        = direction == Qt::LeftToRight ? inside : QStyle::visualRect(direction, layout.reply, inside);
    const auto line = [&](const QRect &rect, const QString &text) {
        const QString cut = m_painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
        m_painter.drawText(rect, Qt::AlignLeading | Qt::AlignVCenter, cut);
    };
    const int height = item.replyName.isEmpty() ? words.height() : words.height() / 2;
    if (!item.replyName.isEmpty()) {
        m_painter.setFont(m_fonts.name);
        m_painter.setPen(m_colors.accent);
        line(QRect(words.topLeft(), QSize(words.width(), height)), item.replyName);
    }
    QFont font = m_fonts.caption;
    font.setItalic(item.replyDeleted);
    m_painter.setFont(font);
    m_painter.setPen(item.replyDeleted || item.replyName.isEmpty() ? m_colors.secondary : m_colors.text);
    line(QRect(words.left(), words.bottom() + 1 - height, words.width(), height), layout.replyText);
}

void MessagePainter::paintChips(const MessageItem &item, const MessageLayout &layout)
{
    for (int i = 0; i < int(layout.chips.size()); ++i) {
        const MessageLayout::Chip &chip = layout.chips.at(i);
        const bool own = item.reactions.at(i).isOwn;
        const double radius = chip.rect.height() / 2.0;
        m_painter.setPen(own ? m_colors.accent : m_colors.separator);
        m_painter.setBrush(own ? m_colors.accentTint : m_colors.window);
        m_painter.drawRoundedRect(QRectF(chip.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        const QRect inside = chip.rect.adjusted(Metrics::small, 0, -Metrics::small, 0);
        m_painter.setFont(m_fonts.chip);
        m_painter.setPen(m_colors.text);
        m_painter.drawText(inside, Qt::AlignLeading | Qt::AlignVCenter, chip.emoji);
        m_painter.setFont(m_fonts.caption);
        m_painter.setPen(own ? m_colors.accent : m_colors.secondary);
        m_painter.drawText(inside, Qt::AlignTrailing | Qt::AlignVCenter, chip.count);
    }
}

void MessagePainter::paintMark(const QRect &rect, Delivery delivery)
{
    const DeliveryIcon icon = DeliveryIcon::of(delivery, m_colors);
    paintIcon(m_painter, rect, icon.name, icon.color);
}

void MessagePainter::paintRefusal(const MessageLayout &layout)
{
    m_painter.setFont(m_fonts.caption);
    m_painter.setPen(m_colors.danger);
    m_painter.drawText(layout.reason, Qt::AlignTrailing | Qt::TextWordWrap, layout.reasonText);
    m_painter.setFont(m_fonts.name);
    m_painter.setPen(m_colors.accent);
    m_painter.drawText(layout.tryAgain, Qt::AlignCenter, tryAgainText());
    m_painter.setPen(m_colors.danger);
    m_painter.drawText(layout.discard, Qt::AlignCenter, deleteText());
}

} // namespace confab
