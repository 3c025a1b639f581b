// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/accountservice.h"
#include "server/storage/accountdeletionrepository.h"
#include "shared/protocol/deleteaccountrequest.h"

namespace confab {

class AccountTraces;
class ExportService;
class GroupMembers;

/// Deletion of an account by its owner.
///
/// At once: the sessions, the password and the recovery codes, profile, own lists and marks; nobody can write
/// to it any more, and those who see the profile are told. The name stays taken, and stands in what was said.
/// What may be much follows in steps, each a small transaction, which survive any end of a server and may be
/// taken by any node: it leaves the groups, goes from others' lists, and, when the owner wants it, what it
/// said becomes tombstones. When the last owner of the installation goes, the oldest admin becomes one; where
/// there is none, the operator makes one (`confabd user make-admin`).
///
/// Keeps no state; thread-safe. What it is made with must outlive it.
class AccountDeletion {
public:
    struct Parts {
        const AccountService &accounts;
        const SessionService &sessions;
        const GroupMembers &groups;
        const ExportService &exports;
        const Clock &clock;
    };

    explicit AccountDeletion(const Parts &parts)
        : m_parts(parts)
    { }

    /// WrongPassword. On a thread of the password pool.
    [[nodiscard]] Result<void> begin(Database &database, Writer &writer, const Caller &caller,
                                     const DeleteAccountRequest &request) const;

    struct Step {
        enum class What { LeaveGroup, LeaveLists, RemoveMessages, Finish };

        AccountDeletionRow row;
        What what = What::Finish;
        ConversationId conversation = {}; ///< whose lane it is written in, if any
    };
    /// What is to be done next, of whatever account; nothing when nothing is.
    [[nodiscard]] Result<std::optional<Step>> next(Database &database) const;
    /// Does nothing where somebody else has taken the step meanwhile.
    [[nodiscard]] Result<void> take(Transaction &transaction, const Step &step) const;

    /// Lists that one step goes from.
    static constexpr int listsAtOnce = 100;

private:
    /// With those who may own the installation next, lest two who go at once leave it to each other.
    [[nodiscard]] static Result<void> lockHeirs(Database &database, const AccountRow &row);
    [[nodiscard]] Result<void> erase(Transaction &transaction, AccountRow row,
                                     DeleteAccountRequest::Messages messages) const;
    /// Answers the direct ones.
    [[nodiscard]] static Result<QList<ConversationId>> lockConversations(Database &database,
                                                                         const AccountTraces &traces);
    [[nodiscard]] Result<void> removeBelongings(Transaction &transaction, AccountId account) const;
    [[nodiscard]] Result<void> handOver(Database &database, const AccountRow &row) const;
    [[nodiscard]] Result<Step> nextOf(Database &database, const AccountDeletionRow &row) const;
    [[nodiscard]] Result<void> leaveGroup(Transaction &transaction, const Step &step) const;
    [[nodiscard]] Result<void> leaveLists(Transaction &transaction, AccountId account) const;
    [[nodiscard]] Result<void> removeMessages(Transaction &transaction, const Step &step) const;

    const Parts m_parts;
};

} // namespace confab
