// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/traynotifications.h"

#include <QSystemTrayIcon>

namespace confab {

TrayNotifications::TrayNotifications(QSystemTrayIcon &icon, QObject *parent)
    : NotificationService(parent)
    , m_icon(icon)
{
    connect(&icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_key)
            Q_EMIT activated(*m_key);
    });
}

void TrayNotifications::show(const Notification &notification)
{
    m_key = notification.key;
    m_icon.showMessage(notification.title, notification.text, m_icon.icon());
}

void TrayNotifications::close(qint64 key)
{
    // Qt cannot take it away; it goes by itself, and what it was about is not asked for any more.
    if (m_key == key)
        m_key.reset();
}

} // namespace confab
