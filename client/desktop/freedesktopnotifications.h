// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/desktop/notificationservice.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QHash>
#include <QStringList>

#include <map>

namespace confab {

/// Notifications of Linux desktops: org.freedesktop.Notifications on the session's bus
/// (https://specifications.freedesktop.org/notification-spec/1.2/), and KDE's and GNOME's way of replying in
/// one (`inline-reply`) where the server says that it has it.
///
/// What the server can do is asked first, and what comes before its answer waits, one for each key. Where
/// there is no server, the next one asks again. While one is on its way to the server, the newest of its key
/// waits for it. GUI thread.
class FreedesktopNotifications final : public NotificationService {
    Q_OBJECT

public:
    static constexpr int most = 64; ///< remembered at a time; the oldest is forgotten

    explicit FreedesktopNotifications(QDBusConnection bus, QObject *parent = nullptr);
    ~FreedesktopNotifications() override;

    void show(const Notification &notification) override;
    void close(qint64 key) override;

private Q_SLOTS:
    void onClosed(uint id, uint reason);
    void onAction(uint id, const QString &action);
    void onReplied(uint id, const QString &text);
    void onToken(uint id, const QString &token);

private:
    struct Shown {
        uint id = 0; ///< the server's; 0 until it has said it
        bool isOnItsWay = false;
        QDBusPendingCall sending = QDBusPendingCall::fromCompletedCall({}); ///< while it is on its way
        std::optional<Notification> next = {}; ///< to be shown when the one before is there
        bool isOver = false; ///< to be closed when it is there
    };

    void listen(const char *signal, const char *slot);
    void askWhatItCan();
    void send(qint64 key);
    void sent(qint64 key, uint id);
    void forgetOldest();
    [[nodiscard]] QDBusMessage call(const QString &method) const;
    [[nodiscard]] QDBusMessage notify(const Notification &notification, uint replaced) const;
    [[nodiscard]] QStringList actions(const Notification &notification) const;
    [[nodiscard]] std::optional<qint64> keyOf(uint id) const;

    QDBusConnection m_bus;
    bool m_isKnown = false; ///< what the server can do
    bool m_isAsked = false;
    QStringList m_abilities;
    std::map<qint64, Shown> m_shown;
    QList<qint64> m_order; ///< of m_shown, the oldest first
};

} // namespace confab
