// SPDX-License-Identifier: Apache-2.0
#include "client/view/drophint.h"

#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace confab {

DropHint::DropHint(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"dropHint"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::showOver(const QRect &place)
{
    setGeometry(place);
    raise();
    show();
}

void DropHint::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = colors.window;
    ground.setAlphaF(0.94F);
    painter.fillRect(rect(), ground);
    const QRectF frame
        = QRectF(rect()).adjusted(Metrics::large, Metrics::large, -Metrics::large, -Metrics::large);
    painter.setPen(QPen(colors.accent, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame, Metrics::bubbleRadius, Metrics::bubbleRadius);
    QRect icon(0, 0, 2 * Metrics::icon, 2 * Metrics::icon);
    icon.moveCenter(rect().center() - QPoint(0, Metrics::icon));
    paintIcon(painter, icon, "attach"_L1, colors.accent);
    painter.setFont(Metrics::title(font()));
    painter.setPen(colors.text);
    painter.drawText(QRect(0, icon.bottom() + Metrics::small, width(), 2 * Metrics::icon),
                     Qt::AlignHCenter | Qt::AlignTop, tr("Drop the files to send them"));
}

} // namespace confab
