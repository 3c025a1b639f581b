// SPDX-License-Identifier: Apache-2.0
#include "server/domain/conversationaccess.h"

#include "shared/core/limits.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

QList<AccountId> ConversationAccess::audience() const
{
    QList<AccountId> accounts;
    for (const MemberRow &member : members) {
        if (!member.left)
            accounts.append(member.account);
    }
    return accounts;
}

bool ConversationAccess::showsRead() const
{
    if (conversation.kind != ConversationKind::Direct)
        return caller().sendsReadReceipts;
    return !conversation.blocked && std::all_of(members.begin(), members.end(), [](const MemberRow &member) {
        return member.sendsReadReceipts;
    });
}

bool ConversationAccess::sharesMarks() const
{
    if (conversation.kind == ConversationKind::Direct)
        return true;
    const auto present
        = std::count_if(members.begin(), members.end(), [](const MemberRow &member) { return !member.left; });
    return present <= Limits::sharedMarks;
}

Member ConversationAccess::shown(const MemberRow &member, Marks marks)
{
    Member shown = member.shown();
    if (marks == Marks::Private)
        shown.readSeq = shown.deliveredSeq = Seq();
    return shown;
}

bool ConversationAccess::turnTo(AccountId account)
{
    const auto found = std::find_if(members.cbegin(), members.cend(), [&](const MemberRow &member) {
        return member.account == account && !member.left;
    });
    if (found == members.cend())
        return false;
    self = found - members.cbegin();
    return true;
}

std::optional<ConversationAccess> ConversationAccess::as(AccountId account) const
{
    ConversationAccess access = *this;
    return access.turnTo(account) ? std::optional(std::move(access)) : std::nullopt;
}

Error noConversation()
{
    return {ErrorCode::NotFound, u"conversation"_s, u"there is no such conversation"_s};
}

Error cannotDeliver()
{
    return {ErrorCode::CannotDeliver, {}, u"the message cannot be delivered"_s};
}

Error isClosed()
{
    return {ErrorCode::ConversationClosed, {}, u"the conversation is closed"_s};
}

Result<ConversationAccess> accessConversation(Database &database, ConversationId id, AccountId account,
                                              Lock lock)
{
    // The lock first: the members are those of when it was given.
    const auto row = ConversationRepository(database).find(id, lock);
    if (!row)
        return row.error();
    if (!*row)
        return noConversation();
    auto members = MemberRepository(database).of(id);
    if (!members)
        return members.error();
    auto access = ConversationAccess{.conversation = **row, .members = *std::move(members)}.as(account);
    if (!access)
        return noConversation();
    return *std::move(access);
}

} // namespace confab
