// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/conversation.h"
#include "shared/protocol/conversationrequests.h"

#include <QHash>

namespace confab {

/// One person's row in one conversation, with the name and the privacy of the account.
struct MemberRow {
    ConversationId conversation;
    AccountId account;
    QString username = {};
    MembershipId membership = {};
    MemberRole role = MemberRole::Member;
    Seq firstSeq = Seq(1);
    Seq readSeq = {}; ///< as the others see it
    Seq ownReadSeq = {}; ///< as the member sees it
    Seq deliveredSeq = {};
    Change change = {};
    OwnState own = {};
    bool sendsReadReceipts = true;
    bool left = false;
    Change joined = {}; ///< under which the person came

    /// As the others see it.
    [[nodiscard]] Member shown() const;
};

/// Table `member`. Cheap to make; used on its database's thread.
class MemberRepository {
public:
    explicit MemberRepository(Database &database)
        : m_database(database)
    { }

    /// The members, also those who left, in the order of their accounts.
    [[nodiscard]] Result<QList<MemberRow>> of(ConversationId conversation) const;
    /// The same for many conversations; one without members is missing.
    [[nodiscard]] Result<QHash<ConversationId, QList<MemberRow>>> of(
        const QList<ConversationId> &conversations) const;
    [[nodiscard]] Result<void> insert(const MemberRow &row) const;
    [[nodiscard]] Result<void> insert(const QList<MemberRow> &rows) const;
    /// Stores somebody who has come back: membership, role, firstSeq, the marks, change, joined and `own`.
    [[nodiscard]] Result<void> rejoin(const MemberRow &row) const;
    /// Stores role and `change`.
    [[nodiscard]] Result<void> updateRole(const MemberRow &row) const;
    /// Stores `change`, and that the person left then.
    [[nodiscard]] Result<void> leave(const MemberRow &row, Timestamp now) const;
    /// Stores the three marks and `change`.
    [[nodiscard]] Result<void> updateMarks(const MemberRow &row) const;
    /// Stores what only the member sees, but for the read mark.
    [[nodiscard]] Result<void> updateOwn(const MemberRow &row) const;

    /// One conversation of a person, and how far it has come.
    struct Known {
        ConversationId conversation;
        KnownNumbers numbers;
        Timestamp updatedAt;
    };
    /// All conversations of `account`, in no order: `updatedAt` moves with every message, so no index has it,
    /// and who wants the latest sorts what he needs of them.
    [[nodiscard]] Result<QList<Known>> conversationsOf(AccountId account) const;

    /// Which messages of a conversation a member may see: `first` to `last`.
    struct Horizon {
        Seq first;
        Seq last;
    };
    /// Nothing when `account` is no member now.
    [[nodiscard]] Result<std::optional<Horizon>> horizon(ConversationId conversation,
                                                         AccountId account) const;

    /// The conversations that `account` is in, with the first message it may see of each.
    [[nodiscard]] Result<QHash<ConversationId, Seq>> firstSeqs(AccountId account) const;

    /// Everybody who shares a conversation with `account`; of those who have deleted theirs, who ever did.
    [[nodiscard]] Result<QList<AccountId>> peopleOf(AccountId account) const;

    /// Of the conversations that moved in step `moved` or later, each member's numbers.
    struct Moved {
        AccountId account;
        ConversationId conversation;
        KnownNumbers numbers;
    };
    [[nodiscard]] Result<QList<Moved>> movedSince(qint64 moved) const;

private:
    [[nodiscard]] Result<QHash<ConversationId, QList<MemberRow>>> ofAtOnce(
        const QList<ConversationId> &conversations) const;
    [[nodiscard]] Result<void> insertAtOnce(const QList<MemberRow> &rows) const;

    Database &m_database;
};

} // namespace confab
