// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/store/syncstore.h"

#include <map>

namespace confab {

/// Applies pushes in the order of their numbers, conversation by conversation: the next one at once, a lower
/// one not at all. A higher one is held; when what is missing has not come within 250 ms, `gap` asks for it.
/// GUI thread; store and scheduler outlive it.
class PushSequencer final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds patience{250};
    static constexpr size_t mostHeld = 1000; ///< of one conversation; beyond that `changes` brings them

    PushSequencer(SyncStore &syncStore, LocalStore &store, Scheduler &scheduler, QObject *parent = nullptr);

    void receive(const ServerFrame &frame);
    /// The device has come further by other means: what is held may be due, or old.
    void drain(ConversationId conversation);
    void drainAll();
    /// The server says that the conversation has come to that number.
    void expect(ConversationId conversation, Change change);
    /// Forgets what is held of a conversation: the device is not to have it.
    void forget(ConversationId conversation);
    /// Forgets what is held: the connection it came by has ended.
    void clear();

Q_SIGNALS:
    void applied(confab::ConversationId conversation);
    /// Numbers are missing; when they have come, `drain`.
    void gap(confab::ConversationId conversation);
    /// The device does not know this conversation; when it does, `drain`.
    void unknown(confab::ConversationId conversation);

private:
    struct Held {
        explicit Held(Scheduler &scheduler)
            : alarm(scheduler)
        { }
        std::multimap<Change, ServerFrame> frames;
        Change expected;
        Alarm alarm;
    };
    Held &held(ConversationId conversation);
    void hold(ConversationId conversation, Change change, const ServerFrame &frame);
    void wait(ConversationId conversation);

    SyncStore &m_syncStore;
    LocalStore &m_store;
    Scheduler &m_scheduler;
    std::map<ConversationId, Held> m_held;
};

} // namespace confab
