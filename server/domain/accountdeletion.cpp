// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accountdeletion.h"

#include "server/domain/activeconversations.h"
#include "server/domain/exportservice.h"
#include "server/domain/groupmembers.h"
#include "server/domain/messageremoval.h"
#include "server/domain/movedstep.h"
#include "server/domain/shownuser.h"
#include "server/storage/accounttraces.h"
#include "server/storage/avatarrepository.h"
#include "server/storage/recoverycoderepository.h"

namespace confab {

using namespace Qt::StringLiterals;

using What = AccountDeletion::Step::What;

Result<void> AccountDeletion::begin(Database &database, Writer &writer, const Caller &caller,
                                    const DeleteAccountRequest &request) const
{
    const auto account = m_parts.accounts.confirm(database, caller, request.password);
    if (!account)
        return account.error();
    const auto done = writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        if (const auto locked = lockHeirs(transaction.database(), *account); !locked)
            return locked.error();
        const auto now = AccountService::confirmAgain(transaction, *account);
        if (!now)
            return now.error();
        const auto erased = erase(transaction, *now, request.messages);
        return erased ? Result<bool>(true) : Result<bool>(erased.error());
    });
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> AccountDeletion::lockHeirs(Database &database, const AccountRow &row)
{
    AccountRepository accounts(database);
    if (row.role == Role::User)
        return accounts.lock({row.id});
    const auto administrators = accounts.administrators();
    if (!administrators)
        return administrators.error();
    return accounts.lock(*administrators + QList{row.id});
}

Result<void> AccountDeletion::erase(Transaction &transaction, AccountRow row,
                                    DeleteAccountRequest::Messages messages) const
{
    Database &database = transaction.database();
    AccountRepository accounts(database);
    const Timestamp now = m_parts.clock.now();
    if (auto handed = handOver(database, row); !handed)
        return handed;
    const auto avatar = row.avatar;
    if (auto erased = accounts.erase(row, now); !erased)
        return erased;
    const auto others = accounts.advanceOthers(row.id, movedStep(now));
    if (!others)
        return others.error();
    for (const auto &[other, change] : *others)
        transaction.publish(AccountChanged{other, {.account = change, .profiles = {profileOf(row)}}});
    transaction.publish(PresenceSharingChanged{row.id, false});
    if (auto removed = removeBelongings(transaction, row.id); !removed)
        return removed;
    if (avatar) {
        if (auto removed = AvatarRepository(database).removeUnused(*avatar); !removed)
            return removed;
    }
    return AccountDeletionRepository(database).insert(
        {.account = row.id, .removesMessages = messages == DeleteAccountRequest::Messages::Remove});
}

Result<QList<ConversationId>> AccountDeletion::lockConversations(Database &database,
                                                                 const AccountTraces &traces)
{
    // All of them before anything in one, and in this order, as who writes in them does.
    const auto all = traces.conversations();
    if (!all)
        return all.error();
    const auto rows = ConversationRepository(database).lock(*all);
    if (!rows)
        return rows.error();
    QList<ConversationId> direct;
    for (const ConversationRow &row : *rows) {
        if (row.kind == ConversationKind::Direct)
            direct.append(row.id);
    }
    return direct;
}

Result<void> AccountDeletion::removeBelongings(Transaction &transaction, AccountId account) const
{
    Database &database = transaction.database();
    const AccountTraces traces(database, account);
    const auto direct = lockConversations(database, traces);
    if (!direct)
        return direct.error();
    // Whatever policy the server runs: there is none to end under the open one.
    ActiveConversations active(transaction, ConversationPolicy::Exclusive, m_parts.clock.now());
    if (auto released = active.release(account); !released)
        return released;
    if (auto removed = traces.removeOwn(); !removed)
        return removed;
    if (auto blocked = traces.block(*direct); !blocked)
        return blocked;
    if (auto expired = traces.expireFiles(m_parts.clock.now()); !expired)
        return expired;
    if (auto removed = m_parts.exports.removeOf(transaction, account); !removed)
        return removed;
    if (auto replaced = RecoveryCodeRepository(database).replace(account, {}); !replaced)
        return replaced;
    return m_parts.sessions.endAll(transaction, account);
}

Result<void> AccountDeletion::handOver(Database &database, const AccountRow &row) const
{
    if (row.role != Role::Owner)
        return {};
    AccountRepository accounts(database);
    const auto heir = accounts.heir(row.id);
    if (!heir)
        return heir.error();
    if (!*heir || (*heir)->role == Role::Owner)
        return {};
    return accounts.setRole((*heir)->id, Role::Owner);
}

Result<std::optional<AccountDeletion::Step>> AccountDeletion::next(Database &database) const
{
    const auto row = AccountDeletionRepository(database).first();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<Step>();
    const auto step = nextOf(database, **row);
    return step ? Result<std::optional<Step>>(*step) : Result<std::optional<Step>>(step.error());
}

Result<AccountDeletion::Step> AccountDeletion::nextOf(Database &database, const AccountDeletionRow &row) const
{
    const AccountTraces traces(database, row.account);
    const auto group = traces.group();
    const auto listed = traces.listed(1);
    if (!group || !listed)
        return group ? listed.error() : group.error();
    if (*group)
        return Step{row, What::LeaveGroup, **group};
    if (!listed->isEmpty())
        return Step{row, What::LeaveLists};
    if (!row.removesMessages)
        return Step{row, What::Finish};
    if (!row.conversation.isNull()) {
        const auto here = ConversationRepository(database).find(row.conversation);
        if (!here)
            return here.error();
        if (*here && row.seq < (*here)->lastSeq)
            return Step{row, What::RemoveMessages, row.conversation};
    }
    const auto following = traces.conversationAfter(row.conversation);
    if (!following)
        return following.error();
    return *following ? Step{row, What::RemoveMessages, **following} : Step{row, What::Finish};
}

Result<void> AccountDeletion::take(Transaction &transaction, const Step &step) const
{
    Database &database = transaction.database();
    const AccountDeletionRepository deletions(database);
    const auto row = deletions.find(step.row.account, Lock::Row);
    if (!row)
        return row.error();
    if (*row != step.row)
        return {};
    switch (step.what) {
    case What::LeaveGroup:
        return leaveGroup(transaction, step);
    case What::LeaveLists:
        return leaveLists(transaction, step.row.account);
    case What::RemoveMessages:
        return removeMessages(transaction, step);
    case What::Finish:
        break;
    }
    const auto rest = nextOf(database, step.row);
    if (!rest)
        return rest.error();
    return rest->what == What::Finish ? deletions.remove(step.row.account) : Result<void>();
}

Result<void> AccountDeletion::leaveGroup(Transaction &transaction, const Step &step) const
{
    const auto account = AccountRepository(transaction.database()).find(step.row.account);
    if (!account)
        return account.error();
    if (!*account)
        return {};
    const Caller caller{.account = (*account)->id, .username = (*account)->username};
    auto left = m_parts.groups.remove(transaction, caller, step.conversation, caller.username);
    // Somebody may have removed it meanwhile.
    return left || left.error().code == ErrorCode::NotFound ? Result<void>() : left;
}

Result<void> AccountDeletion::leaveLists(Transaction &transaction, AccountId account) const
{
    Database &database = transaction.database();
    AccountRepository accounts(database);
    const RelationRepository relations(database);
    const auto listed = AccountTraces(database, account).listed(listsAtOnce);
    if (!listed)
        return listed.error();
    QList<AccountId> holders{account};
    for (const auto &entry : *listed)
        holders.append(entry.by);
    if (auto locked = accounts.lock(holders); !locked)
        return locked;
    for (const auto &[by, relation] : *listed) {
        const auto removed = relations.remove(by, relation, account);
        const auto number = accounts.advance(by, movedStep(m_parts.clock.now()));
        const auto names = relations.names(by, relation);
        if (!removed || !number || !names)
            return !removed ? removed.error() : !number ? number.error() : names.error();
        AccountState state{.account = *number};
        (relation == Relation::Contact ? state.contacts : state.blocks) = *names;
        transaction.publish(AccountChanged{by, std::move(state)});
    }
    return {};
}

Result<void> AccountDeletion::removeMessages(Transaction &transaction, const Step &step) const
{
    const bool goesOn = step.conversation == step.row.conversation;
    AccountDeletionRow row = step.row;
    row.conversation = step.conversation;
    const auto done = MessageRemoval(transaction, row.account, m_parts.clock.now())
                          .run(row.conversation, goesOn ? row.seq : Seq());
    if (!done)
        return done.error();
    row.seq = *done;
    return AccountDeletionRepository(transaction.database()).update(row);
}

} // namespace confab
