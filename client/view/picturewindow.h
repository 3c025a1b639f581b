// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/thumbnails.h"

#include <QWidget>

namespace confab {

class Theme;

/// One picture, as large as it fits; the wheel and + and − make it larger and smaller, 0 fits it again, a
/// drag moves it, Esc closes. Deletes itself when it is closed.
class PictureWindow final : public QWidget {
    Q_OBJECT

public:
    static constexpr double zoomMax = 16;
    static constexpr int decodedMax = 4096; ///< pixels of its longer side

    PictureWindow(const Theme &theme, const QString &path, const QString &name, QWidget *parent);

    [[nodiscard]] double zoom() const { return m_zoom; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void zoomTo(double zoom, QPointF around);
    void keepInside();

    const Theme &m_theme;
    const QString m_path;
    Thumbnails m_pictures;
    double m_zoom = 1; ///< 1 fits the window
    QPointF m_offset; ///< of the picture's middle from the window's
    QPointF m_pressedAt;
};

} // namespace confab
