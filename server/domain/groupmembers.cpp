// SPDX-License-Identifier: Apache-2.0
#include "server/domain/groupmembers.h"

#include "server/domain/cursor.h"
#include "server/domain/existingaccount.h"
#include "server/domain/randomid.h"
#include "server/storage/relationrepository.h"
#include "shared/core/limits.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

using What = GroupEvent::What;

namespace {

Error noMember()
{
    return {ErrorCode::NotFound, u"username"_s, u"there is no member of that name"_s};
}

qsizetype countOwners(const QList<MemberRow> &members)
{
    return std::count_if(members.begin(), members.end(), [](const MemberRow &member) {
        return !member.left && member.role == MemberRole::Owner;
    });
}

/// The place of the account of that name among the members, as one who joins now: appended, or the row of who
/// was there before.
MemberRow &seat(QList<MemberRow> &members, const AccountRow &account)
{
    const auto place = std::lower_bound(members.begin(), members.end(), account.id,
                                        [](const MemberRow &row, AccountId id) { return row.account < id; });
    if (place != members.end() && place->account == account.id)
        return *place;
    return *members.insert(place, MemberRow{.account = account.id, .username = account.username});
}

} // namespace

Result<Page<Member>> GroupMembers::list(Database &database, const Caller &caller, ConversationId id,
                                        int limit, const QString &after) const
{
    AccountId last{};
    if (!after.isEmpty()) {
        const auto cursor = AccountId::fromString(decodeCursor(after).value(0));
        if (!cursor)
            return Error::invalid(u"after"_s, u"is no cursor of this list"_s);
        last = *cursor;
    }
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto access = accessConversation(database, id, caller.account);
    if (!access)
        return access.error();
    const auto marks = access->marks();
    Page<Member> page;
    AccountId shown{};
    for (const MemberRow &member : access->members) {
        if (member.left || member.account <= last)
            continue;
        if (page.items.size() == limit) {
            page.next = encodeCursor({shown.toString()});
            break;
        }
        page.items.append(ConversationAccess::shown(member, marks));
        if (member.account == caller.account)
            page.items.last().readSeq = member.ownReadSeq;
        shown = member.account;
    }
    return page;
}

Result<std::optional<AccountRow>> GroupMembers::lockByName(Database &database, const Caller &caller,
                                                           const QString &username)
{
    AccountRepository accounts(database);
    auto found = accounts.findByName(username);
    if (!found)
        return found;
    const QList<AccountId> other = *found ? QList{(*found)->id} : QList<AccountId>();
    if (const auto locked = lockPeople(database, caller, other); !locked)
        return locked.error();
    return *found ? accounts.find((*found)->id) : found;
}

Result<GroupMembers::Added> GroupMembers::add(Transaction &transaction, const Caller &caller,
                                              ConversationId id, const QString &username) const
{
    // The people before the conversation, as everywhere. Who is gone then, or not yet here, is not seated.
    const auto account = lockByName(transaction.database(), caller, username);
    if (!account)
        return account.error();
    auto change = GroupChange::begin(transaction, caller, id, m_clock.now());
    if (!change)
        return change.error();
    if (const auto allowed = change->requireOwner(); !allowed)
        return allowed.error();
    if (const MemberRow *known = change->member(username))
        return Added{.member = change->access().shown(*known)};
    Database &database = change->database();
    if (!*account || (*account)->disabled)
        return Error{ErrorCode::NotFound, u"username"_s, u"there is nobody of that name"_s};
    const auto blocks = RelationRepository(database).blocksBetween(caller.account, (*account)->id);
    if (!blocks)
        return blocks.error();
    if (*blocks > 0)
        return cannotDeliver();
    if (change->access().audience().size() >= Limits::groupMembers)
        return Error{ErrorCode::ListFull, u"username"_s, u"at most %1 fit"_s.arg(Limits::groupMembers)};

    change->line({.what = What::Added, .user = (*account)->username});
    QList<MemberRow> &members = change->access().members;
    const bool isBack = std::any_of(members.begin(), members.end(),
                                    [&](const MemberRow &row) { return row.account == (*account)->id; });
    MemberRow &row = seat(members, **account);
    const AccountId self = caller.account;
    row = {.conversation = id,
           .account = row.account,
           .username = row.username,
           .membership = newRandomId<MembershipId>(),
           .firstSeq = change->row().history == GroupHistory::All ? Seq(1) : change->row().lastSeq,
           .change = change->number(),
           .own = {.own = row.own.own.next()},
           .sendsReadReceipts = (*account)->sendReadReceipts,
           .joined = change->number()};
    const MemberRepository repository(database);
    if (const auto done = isBack ? repository.rejoin(row) : repository.insert(row); !done)
        return done.error();
    const Member shown = change->access().shown(row);
    (void)change->access().turnTo(self); // the new one may stand before the caller
    const auto told = change->tell();
    return told ? Result<Added>(Added{.member = shown, .added = true}) : Result<Added>(told.error());
}

Result<Member> GroupMembers::changeRole(Transaction &transaction, const Caller &caller, ConversationId id,
                                        const QString &username, MemberRole role) const
{
    auto change = GroupChange::begin(transaction, caller, id, m_clock.now());
    if (!change)
        return change.error();
    if (const auto allowed = change->requireOwner(); !allowed)
        return allowed.error();
    MemberRow *const member = change->member(username);
    if (!member)
        return noMember();
    if (member->role == role)
        return change->access().shown(*member);
    if (role == MemberRole::Member && countOwners(change->access().members) == 1)
        return Error{ErrorCode::LastOwner, u"role"_s, u"nobody else owns the group"_s};
    change->line(
        {.what = role == MemberRole::Owner ? What::Promoted : What::Demoted, .user = member->username});
    member->role = role;
    member->change = change->number();
    const Member shown = change->access().shown(*member);
    if (const auto done = MemberRepository(change->database()).updateRole(*member); !done)
        return done.error();
    const auto told = change->tell();
    return told ? Result<Member>(shown) : Result<Member>(told.error());
}

Result<void> GroupMembers::remove(Transaction &transaction, const Caller &caller, ConversationId id,
                                  const QString &username) const
{
    auto change = GroupChange::begin(transaction, caller, id, m_clock.now());
    if (!change)
        return change.error();
    MemberRow *const member = change->member(username);
    const bool leaves = member && member->account == caller.account;
    if (!leaves) {
        if (const auto allowed = change->requireOwner(); !allowed)
            return allowed;
    }
    if (!member)
        return noMember();
    change->line({.what = leaves ? What::Left : What::Removed, .user = member->username});
    member->left = true;
    if (const auto done = handOver(*change); !done)
        return done;
    member->change = change->number();
    if (const auto done = MemberRepository(change->database()).leave(*member, change->now()); !done)
        return done;
    change->tellEnd(*member);
    return change->tell();
}

Result<void> GroupMembers::handOver(GroupChange &change) const
{
    QList<MemberRow> &members = change.access().members;
    if (countOwners(members) > 0)
        return {};
    MemberRow *heir = nullptr;
    for (MemberRow &member : members) {
        // The rows are in the order of the accounts: of those who came together the oldest account.
        if (!member.left && (!heir || member.joined < heir->joined))
            heir = &member;
    }
    if (!heir)
        return {};
    change.line({.what = What::Promoted, .user = heir->username});
    heir->role = MemberRole::Owner;
    heir->change = change.number();
    return MemberRepository(change.database()).updateRole(*heir);
}

} // namespace confab
