// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/serverlink.h"
#include "client/store/syncstore.h"
#include "shared/protocol/clientframes.h"

#include <QSet>

namespace confab {

/// Tells the server how far this device holds the conversations and how far the person has read them: at once
/// after a moment in which nothing moved, else what has moved within a moment in one frame. GUI thread;
/// everything given outlives it.
class MarkSender final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds moment{200};

    MarkSender(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
               QObject *parent = nullptr);

    /// The connection is up: marks that were made without one go out.
    void start();
    void stop();
    /// Something may have moved there.
    void wake(ChatId chat);

Q_SIGNALS:
    /// The server has taken a mark; it stands in place of the push with that number.
    void accepted(const confab::ReceiptFrame &receipt);
    /// The conversation is at that change, which may be anybody's.
    void changeHeard(confab::ConversationId conversation, confab::Change change);

private:
    void flush();
    void flush(const ChatRow &row);
    void send(const ChatRow &row, MarkFrame::Kind kind, Seq seq);
    void answered(ChatId chat, const MarkFrame &frame, const Result<AckFrame> &ack);

    ServerLink &m_link;
    SyncStore &m_syncStore;
    LocalStore &m_store;
    Alarm m_alarm;
    QSet<ChatId> m_awake;
    QSet<std::pair<ChatId, int>> m_sending; ///< with MarkFrame::Kind
    bool m_isRunning = false;
    quint64 m_generation = 0; ///< counts connections
};

} // namespace confab
