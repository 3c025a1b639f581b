// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/notificationservices.h"

#include "client/desktop/traynotifications.h"
#ifdef CONFAB_DBUS
#include "client/desktop/freedesktopnotifications.h"
#endif

namespace confab {

std::unique_ptr<NotificationService> openNotificationService(QSystemTrayIcon &icon)
{
#ifdef CONFAB_DBUS
    if (const auto bus = QDBusConnection::sessionBus(); bus.isConnected())
        return std::make_unique<FreedesktopNotifications>(bus);
#endif
    return std::make_unique<TrayNotifications>(icon);
}

} // namespace confab
