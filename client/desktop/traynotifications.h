// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/desktop/notificationservice.h"

QT_FORWARD_DECLARE_CLASS(QSystemTrayIcon)

namespace confab {

/// Notifications where Qt knows how: those of the icon in the tray. There is one at a time, which can be
/// clicked and no more. GUI thread; the icon outlives it.
class TrayNotifications final : public NotificationService {
    Q_OBJECT

public:
    explicit TrayNotifications(QSystemTrayIcon &icon, QObject *parent = nullptr);

    void show(const Notification &notification) override;
    void close(qint64 key) override;

private:
    QSystemTrayIcon &m_icon;
    std::optional<qint64> m_key; ///< of the last
};

} // namespace confab
