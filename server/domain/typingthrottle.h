// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"

#include <QHash>
#include <QList>

#include <mutex>

namespace confab {

/// Lets through that somebody writes once in a while for each conversation, however often clients say it, and
/// for a few conversations at a time: people write in one.
///
/// Thread-safe; quick enough for I/O threads. The clock must outlive it.
class TypingThrottle {
public:
    explicit TypingThrottle(const Clock &clock)
        : m_clock(clock)
    { }

    /// Whether it is to be told now. Then it is not again for `interval`.
    [[nodiscard]] bool passes(AccountId account, ConversationId conversation);
    /// A message has come of it: what is written next is told at once.
    void end(AccountId account, ConversationId conversation);

    /// Shorter than that of clients, so that none of theirs is lost to a delay on the way.
    static constexpr std::chrono::seconds interval{2};
    /// Conversations that one account may write in at a time; in more nobody is told.
    static constexpr qsizetype conversations = 8;

private:
    struct Told {
        ConversationId conversation;
        Timestamp until;
    };
    void tidy(Timestamp now);

    const Clock &m_clock;

    std::mutex m_mutex;
    QHash<AccountId, QList<Told>> m_told; // guarded by m_mutex
    Timestamp m_tidied = {}; // guarded by m_mutex
};

} // namespace confab
