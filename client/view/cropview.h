// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QWidget>

namespace confab {

class Theme;

/// A picture of which a square is chosen: dragged by the mouse or moved by the arrow keys behind a fixed
/// frame, and made larger by the wheel, plus and minus. What falls outside the circle is shown paler.
class CropView final : public QWidget {
    Q_OBJECT

public:
    CropView(QImage image, const Theme &theme, QWidget *parent = nullptr);

    /// 1 is the largest square there is.
    [[nodiscard]] double zoom() const { return m_zoom; }
    void setZoom(double zoom);
    /// The square that is chosen, in pixels of the image.
    [[nodiscard]] QRect chosen() const;

    [[nodiscard]] QSize sizeHint() const override { return {side, side}; }

    static constexpr int side = 280;
    static constexpr double mostZoom = 5;

Q_SIGNALS:
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// Side of the chosen square, in pixels of the image.
    [[nodiscard]] double extent() const;
    /// Moves the chosen square; it stays within the image.
    void moveBy(const QPointF &pixels);

    const QImage m_image;
    const Theme &m_theme;
    double m_zoom = 1;
    QPointF m_centre; ///< of the chosen square, in pixels of the image
    QPointF m_pressed;
};

} // namespace confab
