// SPDX-License-Identifier: Apache-2.0
#include "server/domain/activeconversations.h"

#include "server/domain/conversationview.h"
#include "server/domain/existingaccount.h"
#include "server/domain/movedstep.h"
#include "server/storage/activeconversationrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Says neither which of the two nor with whom: that is nobody else's to know.
Error isActiveElsewhere()
{
    return {ErrorCode::ConversationActive, {}, u"one of the two is in another conversation"_s};
}

} // namespace

Result<bool> ActiveConversations::isElsewhere(Database &database, AccountId account, ConversationId here)
{
    const auto active = ActiveConversationRepository(database).of(account);
    if (!active)
        return active.error();
    return active->has_value() && **active != here;
}

Result<void> ActiveConversations::requireFree(ConversationId conversation, AccountId first, AccountId second)
{
    if (m_policy == ConversationPolicy::Open)
        return {};
    for (const AccountId account : {first, second}) {
        const auto elsewhere = isElsewhere(m_transaction.database(), account, conversation);
        if (!elsewhere)
            return elsewhere.error();
        if (*elsewhere)
            return isActiveElsewhere();
    }
    return {};
}

Result<void> ActiveConversations::begin(ConversationId conversation, AccountId first, AccountId second)
{
    if (m_policy == ConversationPolicy::Open)
        return {};
    const ActiveConversationRepository active(m_transaction.database());
    if (const auto removed = active.remove(conversation); !removed)
        return removed;
    for (const AccountId account : {first, second}) {
        if (const auto inserted = active.insert(account, conversation); !inserted)
            return inserted;
    }
    return {};
}

Result<ConversationAccess> ActiveConversations::reopen(const Caller &caller, AccountId other,
                                                       ConversationId id)
{
    Database &database = m_transaction.database();
    // The people before the conversation, as whoever blocks does.
    if (const auto locked = lockPeople(database, caller, {other}); !locked)
        return locked.error();
    auto access = accessConversation(database, id, caller.account, Lock::Row);
    if (!access || access->conversation.state == ConversationState::Open)
        return access;
    const auto partner = AccountRepository(database).find(other);
    if (!partner)
        return partner.error();
    if (access->conversation.blocked || !*partner || (*partner)->disabled)
        return cannotDeliver();
    if (const auto free = requireFree(id, caller.account, other); !free)
        return free.error();
    if (const auto begun = begin(id, caller.account, other); !begun)
        return begun.error();
    if (const auto set = setState(*access, ConversationState::Open); !set)
        return set.error();
    return access;
}

Result<ConversationAccess> ActiveConversations::close(const Caller &caller, ConversationId id)
{
    Database &database = m_transaction.database();
    auto access = accessConversation(database, id, caller.account, Lock::Row);
    if (!access)
        return access;
    if (access->conversation.kind != ConversationKind::Direct)
        return Error{ErrorCode::Forbidden, u"conversation"_s, u"is a group, which is left and not closed"_s};
    if (m_policy == ConversationPolicy::Open)
        return Error{ErrorCode::Forbidden, u"conversation"_s, u"is not closed under the open policy"_s};
    if (const auto removed = ActiveConversationRepository(database).remove(id); !removed)
        return removed.error();
    if (access->conversation.state == ConversationState::Closed)
        return access;
    if (const auto set = setState(*access, ConversationState::Closed); !set)
        return set.error();
    return access;
}

Result<void> ActiveConversations::release(AccountId account)
{
    Database &database = m_transaction.database();
    const auto active = ActiveConversationRepository(database).of(account);
    if (!active)
        return active.error();
    if (!*active)
        return {};
    auto access = accessConversation(database, **active, account, Lock::Row);
    if (!access)
        return access.error();
    if (const auto removed = ActiveConversationRepository(database).remove(**active); !removed)
        return removed;
    return access->conversation.state == ConversationState::Open
        ? setState(*access, ConversationState::Closed)
        : Result<void>();
}

Error ActiveConversations::refusal(Database &database, const ConversationAccess &access)
{
    for (const AccountId account : access.audience()) {
        const auto elsewhere = isElsewhere(database, account, access.conversation.id);
        if (!elsewhere)
            return elsewhere.error();
        if (*elsewhere)
            return isActiveElsewhere();
    }
    return isClosed();
}

Result<void> ActiveConversations::setState(ConversationAccess &access, ConversationState state)
{
    Database &database = m_transaction.database();
    ConversationRow &row = access.conversation;
    row.state = state;
    row.change = row.ownChange = row.change.next();
    const qint64 movedBefore = std::exchange(row.moved, movedStep(m_now));
    const ConversationRepository conversations(database);
    if (const auto done = conversations.advance(row, movedBefore); !done)
        return done;
    if (const auto done = conversations.updateShown(row); !done)
        return done;
    auto changed = viewsOfDirect(database, access);
    if (!changed)
        return changed.error();
    m_transaction.publish(*std::move(changed));
    return {};
}

} // namespace confab
