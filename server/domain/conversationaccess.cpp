// SPDX-License-Identifier: Apache-2.0
#include "server/domain/conversationaccess.h"

#include "server/storage/messagerepository.h"
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

std::optional<ConversationAccess> ConversationAccess::as(AccountId account) const
{
    const auto found = std::find_if(members.begin(), members.end(), [&](const MemberRow &member) {
        return member.account == account && !member.left;
    });
    if (found == members.end())
        return std::nullopt;
    ConversationAccess access = *this;
    access.self = found - members.begin();
    return access;
}

Error noConversation()
{
    return {ErrorCode::NotFound, u"conversation"_s, u"there is no such conversation"_s};
}

Error cannotDeliver()
{
    return {ErrorCode::CannotDeliver, {}, u"the message cannot be delivered"_s};
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

Result<Conversation> viewConversation(Database &database, const ConversationAccess &access)
{
    const ConversationRow &row = access.conversation;
    const MemberRow &self = access.caller();
    const MessageRepository messages(database);
    const auto unread = messages.countUnread(row.id, std::max(self.ownReadSeq, self.firstSeq.previous()),
                                             self.account, Limits::unread);
    if (!unread)
        return unread.error();
    auto last = row.lastSeq >= self.firstSeq ? messages.find(row.id, row.lastSeq)
                                             : Result<std::optional<Message>>(std::optional<Message>());
    if (!last)
        return last.error();

    Conversation view{.id = row.id,
                      .kind = row.kind,
                      .title = row.title,
                      .membership = self.membership,
                      .firstSeq = self.firstSeq,
                      .lastSeq = row.lastSeq,
                      .change = row.change,
                      .own = self.own,
                      .unread = *unread,
                      .lastMessage = *std::move(last),
                      .state = row.state,
                      .updatedAt = row.updatedAt};
    for (const MemberRow &member : access.members) {
        if (member.left)
            continue;
        view.members.append(member.shown());
        if (member.account == self.account)
            view.members.last().readSeq = self.ownReadSeq;
    }
    view.memberCount = int(view.members.size());
    return view;
}

} // namespace confab
