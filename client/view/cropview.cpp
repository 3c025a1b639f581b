// SPDX-License-Identifier: Apache-2.0
#include "client/view/cropview.h"

#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace confab {
namespace {

constexpr double zoomStep = 1.1;
constexpr int keyStep = 10;

} // namespace

CropView::CropView(QImage image, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_image(std::move(image))
    , m_theme(theme)
    , m_centre(QRectF(m_image.rect()).center())
{
    setObjectName(QStringLiteral("cropView"));
    setFixedSize(side, side);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setAccessibleName(tr("Choose the part that others see"));
}

double CropView::extent() const
{
    return qMin(m_image.width(), m_image.height()) / m_zoom;
}

QRect CropView::chosen() const
{
    const double length = extent();
    const QRectF exact(m_centre.x() - length / 2, m_centre.y() - length / 2, length, length);
    const int whole = qBound(1, qRound(length), qMin(m_image.width(), m_image.height()));
    return {qBound(0, qRound(exact.x()), m_image.width() - whole),
            qBound(0, qRound(exact.y()), m_image.height() - whole), whole, whole};
}

void CropView::setZoom(double zoom)
{
    zoom = qBound(1.0, zoom, mostZoom);
    if (qFuzzyCompare(zoom, m_zoom))
        return;
    m_zoom = zoom;
    moveBy({});
    Q_EMIT zoomChanged(m_zoom);
}

void CropView::moveBy(const QPointF &pixels)
{
    const double half = extent() / 2;
    m_centre += pixels;
    m_centre.setX(qBound(half, m_centre.x(), qMax(half, m_image.width() - half)));
    m_centre.setY(qBound(half, m_centre.y(), qMax(half, m_image.height() - half)));
    update();
}

void CropView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const double length = extent();
    painter.drawImage(QRectF(rect()), m_image,
                      QRectF(m_centre.x() - length / 2, m_centre.y() - length / 2, length, length));
    QPainterPath outside;
    outside.addRect(rect());
    outside.addEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    QColor veil = m_theme.colors().window;
    veil.setAlphaF(0.65F);
    painter.fillPath(outside, veil);
    painter.setPen(QPen(hasFocus() ? m_theme.colors().accent : m_theme.colors().separator, 2));
    painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void CropView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position();
}

void CropView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    moveBy((m_pressed - event->position()) * extent() / side);
    m_pressed = event->position();
}

void CropView::wheelEvent(QWheelEvent *event)
{
    setZoom(event->angleDelta().y() > 0 ? m_zoom * zoomStep : m_zoom / zoomStep);
    event->accept();
}

void CropView::keyPressEvent(QKeyEvent *event)
{
    const double step = keyStep * extent() / side;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveBy({-step, 0});
    case Qt::Key_Right:
        return moveBy({step, 0});
    case Qt::Key_Up:
        return moveBy({0, -step});
    case Qt::Key_Down:
        return moveBy({0, step});
    case Qt::Key_Plus:
        return setZoom(m_zoom * zoomStep);
    case Qt::Key_Minus:
        return setZoom(m_zoom / zoomStep);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace confab
