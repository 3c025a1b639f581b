// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/serverlink.h"
#include "client/store/fileuploader.h"
#include "client/store/syncstore.h"

#include <map>

namespace confab {

/// Sends what the outbox holds: one thing of a chat at a time, so that nothing overtakes one that the
/// server wants to be tried again later (429, 503); several chats at once.
///
/// An entry leaves the outbox when the server acknowledges it, or is refused when the server says no. When
/// the connection ends first it stays, and is sent again under the same clientId. GUI thread; all given
/// outlives it.
class OutboxSender final : public QObject {
    Q_OBJECT

public:
    static constexpr int atOnce = 32;
    static constexpr std::chrono::seconds leastWait{1};

    OutboxSender(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
                 QObject *parent = nullptr);

    [[nodiscard]] FileUploader &uploader() { return m_uploader; }

    /// The connection is up: sends all that waits.
    void start();
    /// The connection is gone.
    void stop();
    /// Something new may wait in that chat.
    void wake(ChatId chat);
    /// One whose files are still going up is not: it can be abandoned.
    [[nodiscard]] bool isOnItsWay(const QUuid &clientId) const;
    void abandon(const OutboxEntry &entry);

Q_SIGNALS:
    /// The server has the message with its files.
    void delivered(const confab::OutboxEntry &entry);
    /// The server has it, as change number `change`.
    void accepted(confab::ChatId chat, confab::ConversationId conversation, confab::Change change);
    /// The server does not let that become of a message; it is out of the outbox.
    void amendmentRefused(const confab::OutboxEntry &entry, const confab::Error &error);

private:
    void start(const OutboxEntry &entry, const Chat &chat);
    void send(const OutboxEntry &entry, const Chat &chat);
    void answered(const OutboxEntry &entry, const Result<AckFrame> &ack);
    void acknowledged(const OutboxEntry &entry, const AckFrame &ack);
    void refused(const OutboxEntry &entry, const Error &error);
    void dropAmendment(const OutboxEntry &entry, const Error &error);
    [[nodiscard]] Result<void> forgetFiles(const OutboxEntry &entry, const Error &error);
    void pause(ChatId chat, std::chrono::milliseconds wait);
    void wakeAll();

    ServerLink &m_link;
    SyncStore &m_syncStore;
    LocalStore &m_store;
    Scheduler &m_scheduler;
    FileUploader m_uploader;
    bool m_isRunning = false;
    quint64 m_generation = 0; ///< counts connections
    QHash<ChatId, QUuid> m_sending;
    QSet<QUuid> m_uploading; ///< of those, whose files are not there
    std::map<ChatId, Alarm> m_pauses;
};

} // namespace confab
