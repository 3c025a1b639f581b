// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/serverlink.h"
#include "client/store/syncstore.h"

#include <QSet>

namespace confab {

/// Carries to the server what a person made of a conversation for oneself alone. It is shown at once and kept
/// durably until the server has taken it, over restarts and however long there is no network; for a
/// conversation that only this device knows, until the server knows it. What the server refuses is undone.
/// GUI thread; everything given outlives it.
class OwnUpdateSender final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds leastWait{1}; ///< until a failed one is tried again
    static constexpr int atOnce = 4;

    OwnUpdateSender(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
                    QObject *parent = nullptr);

    Result<void> update(ChatId chat, const UpdateConversationRequest &update);
    /// The connection is up: what waits goes out.
    void start();
    void stop();
    /// The server may know that conversation now.
    void wake(ChatId chat);

Q_SIGNALS:
    /// The server has taken an update, and that is the conversation's change by now.
    void accepted(confab::ConversationId conversation, confab::Change change);
    /// The server did not take an update: what it has instead is to be asked for.
    void refused(confab::ConversationId conversation);

private:
    void wakeAll();
    void send(ChatId chat, ConversationId conversation);
    void answered(ChatId chat, ConversationId conversation, const UpdateConversationRequest &sent,
                  const Result<Conversation> &answer);
    /// The server has said its word on `sent`.
    [[nodiscard]] bool settle(ChatId chat, const UpdateConversationRequest &sent);

    ServerLink &m_link;
    SyncStore &m_syncStore;
    LocalStore &m_store;
    Alarm m_again;
    QSet<ChatId> m_pending; ///< as in the store
    QSet<ChatId> m_sending;
    bool m_isRunning = false;
    quint64 m_generation = 0; ///< counts connections
};

} // namespace confab
