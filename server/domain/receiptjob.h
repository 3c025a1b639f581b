// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationview.h"
#include "server/storage/transaction.h"
#include "shared/protocol/clientframes.h"

#include "server/domain/caller.h"

namespace confab {

/// Writes the gathered marks of one conversation in one transaction: one change for each person whose shown
/// marks moved. Filled before it runs, runs on the writer's thread, read after the commit.
class ReceiptJob {
public:
    struct Mark {
        MarkFrame mark;
        Caller caller;
        Origin origin;
    };

    ReceiptJob(ConversationId conversation, Timestamp now)
        : m_conversation(conversation)
        , m_now(now)
    { }

    void add(Mark mark) { m_marks.push_back(std::move(mark)); }
    [[nodiscard]] Result<void> run(Transaction &transaction);
    /// What became of the mark that was added as the `index`th: the conversation's change with which it
    /// stands.
    [[nodiscard]] const Result<Change> &result(size_t index) const { return m_results.at(index); }

private:
    [[nodiscard]] Result<void> runFor(Transaction &transaction, AccountId account);
    [[nodiscard]] Result<void> store(Transaction &transaction, ConversationAccess &access,
                                     const MemberRow &before, QList<Origin> origins);
    /// As `account` sees it, who is a member.
    [[nodiscard]] Result<ConversationAccess *> accessFor(Database &database, AccountId account);
    [[nodiscard]] Result<void> tellOwn(Transaction &transaction, const ConversationAccess &access,
                                       QList<Origin> origins);
    void answer(AccountId account, const Result<Change> &result);

    const ConversationId m_conversation;
    const Timestamp m_now;
    std::vector<Mark> m_marks;
    std::vector<Result<Change>> m_results;
    std::optional<ConversationAccess> m_access; // read once, for all who have marked
    GroupViews m_own; // of a large group, where every mark is private
};

} // namespace confab
