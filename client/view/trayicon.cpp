// SPDX-License-Identifier: Apache-2.0
#include "client/view/trayicon.h"

#include "client/view/icons.h"
#include "client/view/preferences.h"
#include "client/view/theme.h"
#include "shared/core/clock.h"
#include "shared/protocol/conversation.h"

#include <QPainter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {

TrayIcon::TrayIcon(Preferences &preferences, const Theme &theme, const Clock &clock)
    : m_preferences(preferences)
    , m_theme(theme)
    , m_clock(clock)
{
    m_menu.setObjectName(u"trayMenu"_s);
    m_icon.setContextMenu(&m_menu);
    connect(&m_menu, &QMenu::aboutToShow, this, &TrayIcon::fill);
    connect(&preferences, &Preferences::quietChanged, this, &TrayIcon::fill);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            Q_EMIT openRequested();
    });
    fill();
    setUnread(0);
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon.show();
}

void TrayIcon::fill()
{
    m_menu.clear();
    m_menu.addAction(tr("Open Confab"), this, &TrayIcon::openRequested);
    m_menu.addSeparator();
    const auto quietUntil = m_preferences.quietUntil();
    if (quietUntil && *quietUntil > m_clock.now()) {
        m_menu.addAction(tr("Notify me again"), this, [this] { m_preferences.setQuietUntil({}); });
    } else {
        m_menu.addAction(tr("No notifications for 1 hour"), this,
                         [this] { m_preferences.setQuietUntil(m_clock.now() + 1h); });
        m_menu.addAction(tr("No notifications until I turn them on"), this,
                         [this] { m_preferences.setQuietUntil(OwnState::mutedForever); });
    }
    m_menu.addSeparator();
    m_menu.addAction(tr("Quit"), this, &TrayIcon::quitRequested);
}

void TrayIcon::setUnread(int unread)
{
    if (std::exchange(m_unread, unread) == unread)
        return;
    m_icon.setIcon(drawn(unread));
    m_icon.setToolTip(unread > 0 ? tr("Confab: %n unread message(s)", nullptr, unread) : tr("Confab"));
}

QIcon TrayIcon::drawn(int unread) const
{
    constexpr int side = 64;
    constexpr int dot = side / 5 * 2;
    QPixmap picture = applicationIcon().pixmap(side, side);
    if (unread > 0) {
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.colors().window, side / 16));
        painter.setBrush(m_theme.colors().danger);
        painter.drawEllipse(QRect(picture.width() - dot - 2, 2, dot, dot));
    }
    return picture;
}

} // namespace confab
