// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"
#include "client/store/outboxsender.h"
#include "client/store/presencereporter.h"
#include "shared/core/clock.h"

namespace confab {

/// Puts what a person does into the outbox, on the disk before it returns, and wakes what sends it: it holds
/// as well without a network. GUI thread; SyncEngine owns it, and what is given outlives it.
class OutboxWriter final {
public:
    OutboxWriter(LocalStore &store, const Clock &clock, OutboxSender &sender, PresenceReporter &reporter)
        : m_store(store)
        , m_clock(clock)
        , m_sender(sender)
        , m_reporter(reporter)
    { }

    /// The clientId under which it is known from now on.
    Result<QUuid> send(ChatId chat, const QString &body, std::optional<Seq> replyTo = {},
                       const QList<OutgoingFile> &files = {});
    /// Another text for a message that waits in the outbox; false when it is on its way.
    Result<bool> rewrite(const QUuid &clientId, const QString &body);
    /// What is to become of a message that stands; `body` is the new text, or the emoji.
    Result<void> amend(ChatId chat, Seq seq, OutboxEntry::Kind kind, const QString &body = {});
    /// Tries again what the server has refused.
    void retry(const QUuid &clientId);
    /// Takes back what waits; false when it is on its way.
    bool discard(const QUuid &clientId);

private:
    LocalStore &m_store;
    const Clock &m_clock;
    OutboxSender &m_sender;
    PresenceReporter &m_reporter;
};

} // namespace confab
