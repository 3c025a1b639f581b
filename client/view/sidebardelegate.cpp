// SPDX-License-Identifier: Apache-2.0
#include "client/view/sidebardelegate.h"

#include "client/view/avatar.h"
#include "client/view/deliveryicon.h"
#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int sideMargin = Metrics::small;

/// A list that lays out its rows has no rectangles for them yet.
int widthOf(const QStyleOptionViewItem &option)
{
    const auto *list = qobject_cast<const QAbstractItemView *>(option.widget);
    return list ? list->viewport()->width() : option.rect.width();
}

/// A line that begins at the leading edge, its words in their own direction.
void drawElided(QPainter &painter, const QRect &rect, const QString &text,
                Qt::TextElideMode mode = Qt::ElideRight)
{
    const Qt::LayoutDirection direction = painter.layoutDirection();
    const auto leading = direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(rect, leading | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, mode, rect.width()));
    painter.setLayoutDirection(direction);
}

} // namespace

SidebarDelegate::SidebarDelegate(const Theme &theme, Reader reader, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_reader(std::move(reader))
{ }

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const SidebarRow row = m_reader(index);
    return {Metrics::sidebarMin, SidebarRowLayout::heightOf(row, option.font, widthOf(option))};
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const SidebarRow row = m_reader(index);
    const auto layout = SidebarRowLayout::of(row, option.rect, option.font, option.direction);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    if (!row.isChoice()) {
        if (row.kind == SidebarRow::Kind::Section)
            paintSection(*painter, layout, row, option.font);
        else
            paintNote(*painter, layout, row, option.font);
        painter->restore();
        return;
    }
    const QRectF card = QRectF(option.rect).adjusted(sideMargin, 1, -sideMargin, -1);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground(option));
    painter->drawRoundedRect(card, Metrics::radius, Metrics::radius);
    if (option.state.testFlag(QStyle::State_HasFocus)
        && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(m_theme.colors().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(card.adjusted(1, 1, -1, -1), Metrics::radius - 1, Metrics::radius - 1);
    }
    if (row.kind == SidebarRow::Kind::More) {
        painter->setFont(option.font);
        painter->setPen(m_theme.colors().accent);
        drawElided(*painter, layout.title, row.title);
        painter->restore();
        return;
    }
    if (row.kind == SidebarRow::Kind::Command) {
        paintIcon(*painter, layout.avatar, row.icon, m_theme.colors().secondary);
        paintFirstLine(*painter, layout, row, option.font);
        painter->restore();
        return;
    }
    if (row.kind == SidebarRow::Kind::File)
        paintTile(*painter, layout.avatar, row.icon);
    else
        paintAvatar(*painter, layout.avatar, {row.username, row.title, row.presence, row.picture},
                    m_theme.colors(), ground(option));
    paintFirstLine(*painter, layout, row, option.font);
    paintSecondLine(*painter, layout, row, option.font);
    painter->restore();
}

/// In the place of an avatar: what a file is.
void SidebarDelegate::paintTile(QPainter &painter, const QRect &rect, QLatin1StringView icon) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(m_theme.colors().sidebar, m_theme.colors().text, 0.08));
    painter.drawRoundedRect(rect, Metrics::radius, Metrics::radius);
    QRect place(QPoint(), QSize(Metrics::icon, Metrics::icon));
    place.moveCenter(rect.center());
    paintIcon(painter, place, icon, m_theme.colors().secondary);
}

QColor SidebarDelegate::ground(const QStyleOptionViewItem &option) const
{
    const Colors &colors = m_theme.colors();
    if (option.state.testFlag(QStyle::State_Selected))
        return colors.accentTint;
    if (option.state.testFlag(QStyle::State_MouseOver))
        return mixed(colors.sidebar, colors.text, 0.05);
    return colors.sidebar;
}

void SidebarDelegate::paintSection(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                                   const QFont &font) const
{
    painter.setFont(Metrics::strong(Metrics::caption(font)));
    painter.setPen(m_theme.colors().secondary);
    drawElided(painter, layout.title, row.title);
}

void SidebarDelegate::paintNote(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                                const QFont &font) const
{
    painter.setFont(Metrics::caption(font));
    painter.setPen(m_theme.colors().secondary);
    painter.drawText(layout.title, Qt::AlignLeading | Qt::AlignTop | Qt::TextWordWrap, row.title);
}

/// Strong and in the colour of the text, where what was searched for is not cut off.
void SidebarDelegate::paintFound(QPainter &painter, const QRect &rect, const QString &words,
                                 const QList<QTextLayout::FormatRange> &places, const QFont &font) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment((painter.layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft)
                        | Qt::AlignAbsolute);
    const QFontMetrics metrics(font);
    int wider = 0;
    for (const auto &place : places) {
        const QString part = words.mid(place.start, place.length);
        wider += qMax(
            0, QFontMetrics(Metrics::strong(font)).horizontalAdvance(part) - metrics.horizontalAdvance(part));
    }
    QTextLayout text(metrics.elidedText(words, Qt::ElideRight, rect.width() - wider), font);
    text.setTextOption(option);
    text.setFormats(places);
    text.beginLayout();
    QTextLine line = text.createLine();
    line.setLineWidth(rect.width());
    text.endLayout();
    painter.save();
    painter.setClipRect(rect);
    text.draw(&painter, QPointF(rect.x(), rect.y() + (rect.height() - line.height()) / 2));
    painter.restore();
}

QTextCharFormat SidebarDelegate::foundFormat(const QFont &font) const
{
    QTextCharFormat format;
    format.setFont(Metrics::strong(font), QTextCharFormat::FontPropertiesSpecifiedOnly);
    format.setForeground(m_theme.colors().text);
    format.setBackground(m_theme.colors().accentTint);
    return format;
}

/// The letters that were typed, each by itself or with its neighbours.
void SidebarDelegate::paintFoundTitle(QPainter &painter, const SidebarRowLayout &layout,
                                      const SidebarRow &row, const QFont &font) const
{
    QTextCharFormat format = foundFormat(font);
    format.setForeground(m_theme.colors().accent);
    format.clearBackground();
    QList<QTextLayout::FormatRange> places;
    for (const int place : row.foundLetters) {
        if (!places.isEmpty() && places.last().start + places.last().length == place)
            ++places.last().length;
        else
            places.append({place, 1, format});
    }
    paintFound(painter, layout.title, row.title, places, font);
}

void SidebarDelegate::paintFirstLine(QPainter &painter, const SidebarRowLayout &layout, const SidebarRow &row,
                                     const QFont &font) const
{
    const Colors &colors = m_theme.colors();
    const bool strong = row.isUnread() && !row.isMuted;
    painter.setFont(strong ? Metrics::strong(font) : font);
    painter.setPen(row.isMuted ? colors.secondary : colors.text);
    const bool isFile = row.kind == SidebarRow::Kind::File; // Its name's end says what it is.
    if (row.foundLetters.isEmpty())
        drawElided(painter, layout.title, row.title, isFile ? Qt::ElideMiddle : Qt::ElideRight);
    else
        paintFoundTitle(painter, layout, row, painter.font());

    painter.setFont(Metrics::caption(font));
    painter.setPen(strong ? colors.accent : colors.secondary);
    painter.drawText(layout.time, Qt::AlignCenter, row.time);
    if (!layout.muted.isNull())
        paintIcon(painter, layout.muted, "muted"_L1, colors.secondary);
    if (!layout.pinned.isNull())
        paintIcon(painter, layout.pinned, "pin"_L1, colors.secondary);
}

void SidebarDelegate::paintSecondLine(QPainter &painter, const SidebarRowLayout &layout,
                                      const SidebarRow &row, const QFont &font) const
{
    const Colors &colors = m_theme.colors();
    if (row.mark) {
        const DeliveryIcon icon = DeliveryIcon::of(*row.mark, colors);
        paintIcon(painter, layout.mark, icon.name, icon.color);
    }
    if (row.foundLength > 0) {
        const QFont small = Metrics::scaled(font, 0.93);
        painter.setPen(colors.secondary);
        paintFound(painter, layout.preview, row.preview,
                   {{int(row.foundStart), int(row.foundLength), foundFormat(small)}}, small);
        return;
    }
    painter.setFont(Metrics::scaled(font, 0.93));
    painter.setPen(row.previewTone == SidebarRow::PreviewTone::Normal       ? colors.secondary
                       : row.previewTone == SidebarRow::PreviewTone::Typing ? colors.accent
                                                                            : colors.danger);
    drawElided(painter, layout.preview, row.preview);

    if (layout.badge.isNull())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(row.isMuted ? colors.secondary : colors.accent);
    painter.drawRoundedRect(layout.badge, layout.badge.height() / 2.0, layout.badge.height() / 2.0);
    painter.setFont(Metrics::strong(Metrics::caption(font)));
    painter.setPen(row.isMuted ? colors.window : colors.onAccent);
    painter.drawText(layout.badge, Qt::AlignCenter, layout.badgeText);
    if (layout.mention.isNull())
        return;
    // In the accent also where the rest is muted: somebody calls.
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accent);
    painter.drawEllipse(layout.mention);
    painter.setPen(colors.onAccent);
    painter.drawText(layout.mention, Qt::AlignCenter, u"@"_s);
}

} // namespace confab
