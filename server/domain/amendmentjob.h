// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/amendment.h"
#include "server/domain/conversationaccess.h"
#include "server/storage/transaction.h"

namespace confab {

/// Carries out one Amendment within a transaction: the last that is committed wins, and every one that
/// changes something is one change of the conversation, told to all its members. One that changes nothing,
/// such as a repeat, is acknowledged. Lives for one run on the writer's thread.
class AmendmentJob {
public:
    AmendmentJob(const Amendment &amendment, Timestamp now)
        : m_amendment(amendment)
        , m_now(now)
    { }

    /// The message as it stands then.
    [[nodiscard]] Result<Message> run(Transaction &transaction);

private:
    enum class Outcome { Same, Changed };
    /// Change `m_message` and what belongs to it, but for the message's own row.
    [[nodiscard]] Result<Outcome> apply(Database &database, const Amendment::Edit &edit);
    [[nodiscard]] Result<Outcome> apply(Database &database, const Amendment::Remove &remove);
    [[nodiscard]] Result<Outcome> apply(Database &database, const Amendment::React &react);
    [[nodiscard]] Result<Outcome> put(Database &database, const QString &emoji);
    [[nodiscard]] Result<void> requireOwn() const;
    [[nodiscard]] Result<void> requireOpen() const;
    [[nodiscard]] Result<void> store(Database &database);

    const Amendment &m_amendment;
    const Timestamp m_now;
    ConversationAccess m_access;
    Message m_message;
};

} // namespace confab
