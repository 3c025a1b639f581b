// SPDX-License-Identifier: Apache-2.0
#include "client/view/picturewindow.h"

#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace confab {
namespace {

constexpr double step = 1.25;
constexpr double wheelStep = 120;

} // namespace

PictureWindow::PictureWindow(const Theme &theme, const QString &path, const QString &name, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_theme(theme)
    , m_path(path)
{
    setObjectName(QStringLiteral("pictureWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(name);
    setAccessibleName(name);
    setCursor(Qt::OpenHandCursor);
    setMinimumSize(200, 150);
    resize(screen()->availableSize() * 3 / 4);
    connect(&m_pictures, &Thumbnails::ready, this, qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PictureWindow::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.fillRect(rect(), colors.sidebar);
    const QImage picture = m_pictures.find(m_path, {decodedMax, decodedMax});
    if (picture.isNull()) {
        painter.setPen(colors.secondary);
        painter.drawText(rect(), Qt::AlignCenter,
                         m_pictures.isBroken(m_path) ? tr("This picture cannot be shown") : tr("Loading…"));
        return;
    }
    const QRect inside = rect().adjusted(Metrics::large, Metrics::large, -Metrics::large, -Metrics::large);
    QSizeF size = picture.size() / picture.devicePixelRatioF();
    if (size.width() > inside.width() || size.height() > inside.height())
        size.scale(inside.size(), Qt::KeepAspectRatio);
    size *= m_zoom;
    QRectF target({}, size);
    target.moveCenter(QRectF(rect()).center() + m_offset);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_zoom < 4);
    painter.drawImage(target, picture);
}

void PictureWindow::zoomTo(double zoom, QPointF around)
{
    const double wanted = std::clamp(zoom, 1.0, zoomMax);
    // What is under the hand stays under it.
    const QPointF from = around - QRectF(rect()).center() - m_offset;
    m_offset -= from * (wanted / m_zoom - 1);
    m_zoom = wanted;
    keepInside();
    update();
}

void PictureWindow::keepInside()
{
    const double x = width() * (m_zoom - 1) / 2;
    const double y = height() * (m_zoom - 1) / 2;
    m_offset = {std::clamp(m_offset.x(), -x, x), std::clamp(m_offset.y(), -y, y)};
}

void PictureWindow::wheelEvent(QWheelEvent *event)
{
    zoomTo(m_zoom * std::pow(step, event->angleDelta().y() / wheelStep), event->position());
}

void PictureWindow::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = QRectF(rect()).center();
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoomTo(m_zoom * step, middle);
    else if (event->key() == Qt::Key_Minus)
        zoomTo(m_zoom / step, middle);
    else if (event->key() == Qt::Key_0)
        zoomTo(1, middle);
    else
        QWidget::keyPressEvent(event);
}

void PictureWindow::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position();
}

void PictureWindow::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    m_offset += event->position() - m_pressedAt;
    m_pressedAt = event->position();
    keepInside();
    update();
}

void PictureWindow::mouseDoubleClickEvent(QMouseEvent *event)
{
    zoomTo(m_zoom > 1 ? 1 : 2 * step, event->position());
}

void PictureWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepInside();
}

} // namespace confab
