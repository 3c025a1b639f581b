// SPDX-License-Identifier: Apache-2.0
#include "server/domain/relationservice.h"

#include "server/domain/cursor.h"
#include "server/domain/existingaccount.h"
#include "server/domain/movedstep.h"
#include "server/domain/shownuser.h"
#include "server/storage/conversationrepository.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

int mostOf(Relation relation)
{
    return relation == Relation::Contact ? Limits::contacts : Limits::blocks;
}

Result<AccountRow> findOther(Database &database, const Caller &caller, const QString &username)
{
    const auto other = AccountRepository(database).findByName(username);
    if (!other)
        return other.error();
    if (!*other || (*other)->deleted)
        return Error{ErrorCode::NotFound, u"username"_s, u"there is nobody of that name"_s};
    if ((*other)->id == caller.account)
        return Error::invalid(u"username"_s, u"is the caller"_s);
    return **other;
}

} // namespace

Result<Page<User>> RelationService::list(Database &database, const Caller &caller, Relation relation,
                                         int limit, const QString &after) const
{
    const auto last = readUsernameCursor(after);
    if (!last)
        return last.error();
    const auto sight = Sight::of(database, caller.account);
    if (!sight)
        return sight.error();
    // One more than asked for says whether there is another page.
    auto rows = AccountRepository(database).related(caller.account, relation, *last, limit + 1);
    if (!rows)
        return rows.error();
    Page<User> page;
    if (rows->size() > limit) {
        rows->resize(limit);
        page.next = encodeCursor({usernameKey(rows->last().username)});
    }
    for (const AccountRow &row : *rows)
        page.items.append(shownUser(row, m_presence, *sight));
    return page;
}

Result<void> RelationService::add(Transaction &transaction, const Caller &caller, Relation relation,
                                  const QString &username) const
{
    return change(transaction, caller, relation, username, Change::Add);
}

Result<void> RelationService::remove(Transaction &transaction, const Caller &caller, Relation relation,
                                     const QString &username) const
{
    return change(transaction, caller, relation, username, Change::Remove);
}

Result<void> RelationService::change(Transaction &transaction, const Caller &caller, Relation relation,
                                     const QString &username, Change change) const
{
    Database &database = transaction.database();
    auto other = findOther(database, caller, username);
    if (!other)
        return other.error();
    // Both, so that whoever begins a conversation of the two sees the block, or the block the conversation.
    if (const auto locked = lockPeople(database, caller, {other->id}); !locked)
        return locked.error();
    other = findOther(database, caller, username); // who may have deleted the account meanwhile
    if (!other)
        return other.error();
    const auto changed = store(database, caller.account, relation, other->id, change);
    if (!changed)
        return changed.error();
    if (!*changed)
        return {};
    if (relation == Relation::Block) {
        if (auto done = applyBlock(transaction, caller.account, *other); !done)
            return done;
    }
    return tell(transaction, caller.account, relation, *other, change);
}

Result<bool> RelationService::store(Database &database, AccountId self, Relation relation, AccountId other,
                                    Change change) const
{
    const RelationRepository relations(database);
    if (change == Change::Remove)
        return relations.remove(self, relation, other);
    const auto exists = relations.exists(self, relation, other);
    if (!exists)
        return exists.error();
    if (*exists)
        return false;
    const auto count = relations.count(self, relation);
    if (!count)
        return count.error();
    if (*count >= mostOf(relation))
        return Error{ErrorCode::ListFull, u"username"_s, u"at most %1 fit"_s.arg(mostOf(relation))};
    const auto inserted = relations.insert(self, relation, other, m_clock.now());
    return inserted ? Result<bool>(true) : Result<bool>(inserted.error());
}

Result<void> RelationService::tell(Transaction &transaction, AccountId self, Relation relation,
                                   const AccountRow &other, Change change) const
{
    Database &database = transaction.database();
    const auto number = AccountRepository(database).advance(self, movedStep(m_clock.now()));
    if (!number)
        return number.error();
    const auto names = RelationRepository(database).names(self, relation);
    if (!names)
        return names.error();
    AccountState state{.account = *number};
    (relation == Relation::Contact ? state.contacts : state.blocks) = *names;
    if (change == Change::Add)
        state.profiles.append(profileOf(other));
    transaction.publish(AccountChanged{self, std::move(state)});
    return {};
}

Result<void> RelationService::applyBlock(Transaction &transaction, AccountId self,
                                         const AccountRow &other) const
{
    Database &database = transaction.database();
    const auto blocks = RelationRepository(database).blocksBetween(self, other.id);
    if (!blocks)
        return blocks.error();
    if (auto done = ConversationRepository(database).setBlocked(self, other.id, *blocks); !done)
        return done;
    const auto own = existingAccount(database, self);
    if (!own)
        return own.error();
    tellSight(transaction, *own, other, *blocks > 0);
    tellSight(transaction, other, *own, *blocks > 0);
    return {};
}

void RelationService::tellSight(Transaction &transaction, const AccountRow &viewer, const AccountRow &about,
                                bool hidden) const
{
    UserPresenceFrame frame{.user = about.username};
    if (!hidden && viewer.sharePresence && about.sharePresence) {
        frame.state = m_presence.presence(about.id).value_or(Presence::Offline);
        if (frame.state == Presence::Offline)
            frame.lastSeenAt = about.lastSeenAt;
    }
    transaction.publish(
        SightChanged{.viewer = viewer.id, .about = about.id, .hidden = hidden, .frame = frame});
}

} // namespace confab
