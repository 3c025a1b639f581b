// SPDX-License-Identifier: Apache-2.0
#include "client/view/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

bool isMirrored(IconDirection direction)
{
    return direction == IconDirection::Mirrored && QGuiApplication::isRightToLeft();
}

/// In units of the 24 grid: lines stay near 1.5 pixels whatever the size.
double strokeWidth(int size)
{
    return qBound(1.2, 1.5 * 24 / size, 2.2);
}

QImage render(QLatin1StringView name, int size, const QColor &color, qreal ratio)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "render", name.data());
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    svg.replace("stroke-width=\"1.5\"", "stroke-width=\"" + QByteArray::number(strokeWidth(size)) + '"');
    QSvgRenderer renderer(svg);

    QImage image(qRound(size * ratio), qRound(size * ratio), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(image.size())));
    return image;
}

/// Draws one line icon in the size and for the screen it is asked for, instead of scaling a pixmap.
class LineIconEngine final : public QIconEngine {
public:
    LineIconEngine(QLatin1StringView name, QColor color, QColor disabled, IconDirection direction)
        : m_name(name)
        , m_color(color)
        , m_disabled(disabled)
        , m_direction(direction)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, mode == QIcon::Disabled ? m_disabled : m_color, m_direction);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return linePixmap(m_name, qMin(size.width(), size.height()),
                          mode == QIcon::Disabled ? m_disabled : m_color, 1.0, m_direction);
    }
    QIconEngine *clone() const override { return new LineIconEngine(*this); }

private:
    QLatin1StringView m_name;
    QColor m_color;
    QColor m_disabled;
    IconDirection m_direction;
};

} // namespace

QPixmap linePixmap(QLatin1StringView name, int size, const QColor &color, qreal deviceRatio,
                   IconDirection direction)
{
    const bool mirrored = isMirrored(direction);
    const QString key = u"confab-%1-%2-%3-%4-%5"_s.arg(name)
                            .arg(size)
                            .arg(color.name())
                            .arg(deviceRatio)
                            .arg(mirrored ? 1 : 0);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QImage image = render(name, size, color, deviceRatio);
    if (mirrored)
        image = image.mirrored(true, false);
    pixmap = QPixmap::fromImage(std::move(image));
    pixmap.setDevicePixelRatio(deviceRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon lineIcon(QLatin1StringView name, const QColor &color, const QColor &disabled, IconDirection direction)
{
    return QIcon(new LineIconEngine(name, color, disabled, direction));
}

void paintIcon(QPainter &painter, const QRect &rect, QLatin1StringView name, const QColor &color,
               IconDirection direction)
{
    const int size = qMin(rect.width(), rect.height());
    const QRect square(rect.center() - QPoint((size - 1) / 2, (size - 1) / 2), QSize(size, size));
    painter.drawPixmap(square.topLeft(),
                       linePixmap(name, size, color, painter.device()->devicePixelRatioF(), direction));
}

QIcon applicationIcon()
{
    return QIcon(u":/icons/confab.svg"_s);
}

} // namespace confab
