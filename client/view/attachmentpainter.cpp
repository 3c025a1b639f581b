// SPDX-License-Identifier: Apache-2.0
#include "client/view/attachmentpainter.h"

#include "client/view/filetext.h"
#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace confab {

using State = FileShelf::State;

namespace {

constexpr int disc = 36;

QLatin1StringView chipIcon(State::Kind kind)
{
    switch (kind) {
    case State::Kind::Absent:
        return "download"_L1;
    case State::Kind::Moving:
        return "close"_L1;
    case State::Kind::Failed:
        return "retry"_L1;
    case State::Kind::Here:
        return "file"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace

AttachmentPainter::AttachmentPainter(const Theme &theme, Thumbnails &pictures, const MessageFonts &fonts,
                                     Qt::LayoutDirection direction)
    : m_theme(theme)
    , m_pictures(pictures)
    , m_fonts(fonts)
    , m_fromRight(direction == Qt::RightToLeft)
{ }

void AttachmentPainter::paint(QPainter &painter, const Shown &shown) const
{
    if (shown.part.file.isPicture())
        paintPicture(painter, shown);
    else
        paintChip(painter, shown);
}

QColor AttachmentPainter::ground(const Shown &shown) const
{
    const Colors &colors = m_theme.colors();
    return mixed(shown.isOwn ? colors.accentTint : colors.bubble, colors.text, 0.06);
}

void AttachmentPainter::paintPicture(QPainter &painter, const Shown &shown) const
{
    const QRect &rect = shown.part.rect;
    const bool isHere = shown.stored.kind == State::Kind::Here;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QImage image = isHere ? m_pictures.find(shown.stored.path, rect.size() * ratio) : QImage();
    paintImage(painter, shown, image);

    QRect middle(0, 0, disc, disc);
    middle.moveCenter(rect.center());
    const bool broken = isHere && m_pictures.isBroken(shown.stored.path);
    if (shown.state.kind == State::Kind::Moving)
        paintProgress(painter, middle, shown);
    else if (image.isNull() && (broken || shown.state.kind != State::Kind::Here))
        paintIcon(painter, middle.adjusted(6, 6, -6, -6), broken ? "picture"_L1 : chipIcon(shown.state.kind),
                  m_theme.colors().secondary);
}

void AttachmentPainter::paintImage(QPainter &painter, const Shown &shown, const QImage &image) const
{
    const QRect &rect = shown.part.rect;
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(rect, Metrics::radius, Metrics::radius);
    painter.setClipPath(shape);
    painter.fillRect(rect, ground(shown));
    if (!image.isNull()) {
        QRect target(QPoint(), image.size().scaled(rect.size(), Qt::KeepAspectRatio));
        target.moveCenter(rect.center());
        // No line of the ground is left where only the rounding differs.
        if (rect.width() - target.width() <= 2 && rect.height() - target.height() <= 2)
            target = rect;
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, image);
    }
    painter.restore();
}

void AttachmentPainter::paintChip(QPainter &painter, const Shown &shown) const
{
    const QRect &rect = shown.part.rect;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground(shown));
    painter.drawRoundedRect(rect, Metrics::radius, Metrics::radius);
    QRect place(0, 0, disc, disc);
    const int inset = Metrics::small + disc / 2;
    place.moveCenter({m_fromRight ? rect.right() - inset : rect.left() + inset, rect.center().y()});
    paintDisc(painter, shown, place);
    paintLines(painter, shown, place);
}

void AttachmentPainter::paintDisc(QPainter &painter, const Shown &shown, const QRect &place) const
{
    if (shown.state.kind == State::Kind::Moving)
        return paintProgress(painter, place, shown);
    const Colors &colors = m_theme.colors();
    painter.setPen(Qt::NoPen);
    painter.setBrush(shown.state.kind == State::Kind::Failed ? colors.danger : colors.accent);
    painter.drawEllipse(place);
    paintIcon(painter, place.adjusted(8, 8, -8, -8), chipIcon(shown.state.kind), colors.onAccent);
}

void AttachmentPainter::paintLines(QPainter &painter, const Shown &shown, const QRect &place) const
{
    const Colors &colors = m_theme.colors();
    const QRect &rect = shown.part.rect;
    const int alignment
        = int(Qt::AlignAbsolute | Qt::AlignVCenter | (m_fromRight ? Qt::AlignRight : Qt::AlignLeft))
        | int(Qt::TextSingleLine);
    const int left = m_fromRight ? rect.left() + Metrics::medium : place.right() + Metrics::small;
    const int right = m_fromRight ? place.left() - Metrics::small : rect.right() - Metrics::medium;
    const QFontMetrics body(m_fonts.body);
    const QFontMetrics caption(m_fonts.caption);
    const QRect name(left, rect.top() + Metrics::small, right - left, body.height());
    painter.setFont(m_fonts.body);
    painter.setPen(colors.text);
    painter.drawText(name, alignment,
                     body.elidedText(shown.part.file.shown.name, Qt::ElideMiddle, name.width()));
    const QRect below(left, name.bottom() + 1, name.width(), caption.height());
    painter.setFont(m_fonts.caption);
    painter.setPen(shown.state.kind == State::Kind::Failed ? colors.danger : colors.secondary);
    painter.drawText(
        below, alignment,
        caption.elidedText(FileText::state(shown.part.file, shown.state), Qt::ElideRight, below.width()));
}

void AttachmentPainter::paintProgress(QPainter &painter, const QRect &place, const Shown &shown) const
{
    const double share = double(shown.state.done) / double(std::max<qint64>(1, shown.part.file.shown.size));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 150));
    painter.drawEllipse(place);
    paintIcon(painter, place.adjusted(11, 11, -11, -11), "close"_L1, Qt::white);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 70), 3));
    painter.drawEllipse(place.adjusted(4, 4, -4, -4));
    painter.setPen(QPen(Qt::white, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(place.adjusted(4, 4, -4, -4), 90 * 16, -int(std::max(0.02, share) * 360 * 16));
}

} // namespace confab
