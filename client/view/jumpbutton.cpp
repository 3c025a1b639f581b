// SPDX-License-Identifier: Apache-2.0
#include "client/view/jumpbutton.h"

#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int disc = 40;
constexpr int badgeRoom = Metrics::small; ///< the badge stands out above the disc

} // namespace

JumpButton::JumpButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setObjectName(u"jumpButton"_s);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(disc + 2, disc + badgeRoom + 2);
    setUnread(0);
}

void JumpButton::setUnread(int unread)
{
    m_unread = unread;
    setToolTip(tr("Jump to newest"));
    setAccessibleName(unread == 0 ? tr("Jump to newest") : tr("Jump to newest, %n unread", nullptr, unread));
    update();
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle(1, badgeRoom + 1, disc, disc);
    painter.setPen(hasFocus() ? QPen(colors.accent, 2) : QPen(colors.separator, 1));
    painter.setBrush(underMouse() ? mixed(colors.raised, colors.text, 0.06) : colors.raised);
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
    const int icon = Metrics::icon;
    paintIcon(painter, QRect(circle.center().toPoint() - QPoint(icon / 2, icon / 2), QSize(icon, icon)),
              "arrow-down"_L1, colors.secondary);
    if (m_unread == 0)
        return;
    painter.setFont(Metrics::strong(Metrics::caption(font())));
    const QString text = m_unread > 99 ? QLocale().toString(99) + u'+' : QLocale().toString(m_unread);
    const int height = painter.fontMetrics().height() + 2;
    const int badge = qMin(width(), qMax(height, painter.fontMetrics().horizontalAdvance(text) + 8));
    const QRect rect((width() - badge) / 2, 0, badge, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accent);
    painter.drawRoundedRect(rect, height / 2.0, height / 2.0);
    painter.setPen(colors.onAccent);
    painter.drawText(rect, Qt::AlignCenter, text);
}

} // namespace confab
