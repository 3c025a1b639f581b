// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/desktop/notificationservice.h"

#include <memory>

QT_FORWARD_DECLARE_CLASS(QSystemTrayIcon)

namespace confab {

/// What this system has. The icon outlives it.
[[nodiscard]] std::unique_ptr<NotificationService> openNotificationService(QSystemTrayIcon &icon);

} // namespace confab
