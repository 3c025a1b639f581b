// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/domain/conversationaccess.h"
#include "server/storage/transaction.h"

namespace confab {

/// Makes a tombstone of `message`, with its `change` as it is: text, files and reactions go, the row stays.
[[nodiscard]] Result<void> eraseMessage(Database &database, Message &message, Timestamp now);

/// Tells those of `members` who may see it what `message` is now, and the others its number.
void tellAmended(Transaction &transaction, const QList<MemberRow> &members, const Message &message,
                 const QList<Origin> &origins = {});

/// Takes what one account has said out of a conversation, a part at a time: each of its messages becomes a
/// tombstone under a change of its own, and its reactions to others' go. It need not be a member any more.
/// Lives for one run on the writer's thread.
class MessageRemoval {
public:
    /// Messages of whoever that one run looks at, and what it changes of them, at most.
    static constexpr qint64 examinedAtOnce = 2000;
    static constexpr int changedAtOnce = 100;

    MessageRemoval(Transaction &transaction, AccountId account, Timestamp now)
        : m_transaction(transaction)
        , m_account(account)
        , m_now(now)
    { }

    /// Begins after `after`; up to where it is done.
    [[nodiscard]] Result<Seq> run(ConversationId conversation, Seq after);

private:
    struct Work {
        QSet<Seq> messages = {};
        QMap<Seq, QStringList> reactions = {}; ///< by the message they stand at
        Seq end = {};
    };
    [[nodiscard]] Result<Work> find(ConversationId conversation, Seq after, Seq last) const;
    [[nodiscard]] Result<void> change(const Work &work, ConversationRow &row,
                                      const QList<MemberRow> &members);
    [[nodiscard]] Result<void> takeReactions(const Message &message, const QStringList &emoji);

    Transaction &m_transaction;
    const AccountId m_account;
    const Timestamp m_now;
};

} // namespace confab
