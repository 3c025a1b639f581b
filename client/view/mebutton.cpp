// SPDX-License-Identifier: Apache-2.0
#include "client/view/mebutton.h"

#include "client/view/avatar.h"
#include "client/view/icons.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QMenu>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int chevronSize = 16;

} // namespace

MeButton::MeButton(const Theme &theme, QMenu *menu, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_menu(menu)
{
    setObjectName(u"meButton"_s);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        const bool mirrored = isRightToLeft();
        QPoint corner = mapToGlobal(QPoint(mirrored ? width() : 0, height()));
        if (mirrored)
            corner.rx() -= m_menu->sizeHint().width();
        m_menu->popup(corner);
    });
}

void MeButton::setUser(const User &user, Presence presence)
{
    m_user = user;
    m_presence = presence;
    setAccessibleName(tr("%1, menu", "the name of the person who is logged in").arg(user.displayName));
    setToolTip(u'@' + user.username);
    update();
}

void MeButton::setPicture(const QPixmap &picture)
{
    m_picture = picture;
    update();
}

QSize MeButton::sizeHint() const
{
    return {Metrics::sidebarMin / 2, Metrics::button + Metrics::unit};
}

QSize MeButton::minimumSizeHint() const
{
    return {3 * avatarSize, Metrics::button + Metrics::unit};
}

void MeButton::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ground
        = underMouse() || isDown() ? mixed(colors.sidebar, colors.text, 0.07) : colors.sidebar;
    painter.setPen(hasFocus() ? QPen(colors.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Metrics::radius, Metrics::radius);

    const auto place
        = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const QRect avatar(Metrics::small, (height() - avatarSize) / 2, avatarSize, avatarSize);
    paintAvatar(painter, place(avatar), {m_user.username, m_user.displayName, m_presence, m_picture}, colors,
                ground);

    const int left = avatar.right() + 1 + Metrics::small;
    painter.setFont(Metrics::strong(font()));
    const int room = width() - left - chevronSize - 2 * Metrics::small;
    const QString name = painter.fontMetrics().elidedText(m_user.displayName, Qt::ElideRight, room);
    const int used = painter.fontMetrics().horizontalAdvance(name);
    painter.setPen(colors.text);
    painter.drawText(place(QRect(left, 0, used + 1, height())), Qt::AlignCenter, name);
    const QRect chevron(left + used + Metrics::unit, (height() - chevronSize) / 2, chevronSize, chevronSize);
    paintIcon(painter, place(chevron), "chevron-down"_L1, colors.secondary);
}

void MeButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void MeButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace confab
