// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/serverlink.h"
#include "client/store/chat.h"

#include <QStringList>

#include <map>

namespace confab {

/// Tells the server what concerns only the moment: whether this device is used, whose presence it shows, and
/// in which conversation the person types. GUI thread; link and scheduler outlive it.
class PresenceReporter final : public QObject {
    Q_OBJECT

public:
    /// Others take a person's typing for over after six seconds.
    static constexpr std::chrono::seconds typingInterval{3};

    PresenceReporter(ServerLink &link, Scheduler &scheduler, QObject *parent = nullptr);

    /// The connection is up: says everything again.
    void start();
    void stop();
    void setActive(bool active);
    void setWatched(const QStringList &usernames);
    /// Says again whom it watches.
    void watchAgain();
    void notifyTyping(ConversationId conversation);
    /// What was typed has been sent: the next key tells of it again.
    void typingEnded(ConversationId conversation);

private:
    void sendPresence();
    void sendWatched();

    ServerLink &m_link;
    Scheduler &m_scheduler;
    bool m_isRunning = false;
    bool m_isActive = true;
    QStringList m_watched;
    std::map<ConversationId, Alarm> m_typing; ///< where it was told lately
};

} // namespace confab
