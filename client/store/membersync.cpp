// SPDX-License-Identifier: Apache-2.0
#include "client/store/membersync.h"

#include "shared/core/text.h"

namespace confab {

void MemberSync::marks(ChatRow &row, const QList<Member> &members) const
{
    for (const Member &member : members) {
        if (usernameKey(member.user) == usernameKey(m_store.self())) {
            row.readAcked = std::max(row.readAcked, member.readSeq);
            row.deliveredAcked = std::max(row.deliveredAcked, member.deliveredSeq);
            row.chat.readSeq = std::max(row.chat.readSeq, member.readSeq);
        } else if (!row.chat.isGroup()) { // there one person's mark says nothing of the others'
            row.chat.peerReadSeq = std::max(row.chat.peerReadSeq, member.readSeq);
            row.chat.peerDeliveredSeq = std::max(row.chat.peerDeliveredSeq, member.deliveredSeq);
        }
    }
}

Result<void> MemberSync::all(StoreChange &change, ChatRow &row, const Conversation &conversation)
{
    if (!row.chat.isGroup())
        return {};
    row.chat.history = conversation.history;
    const auto isNews = m_store.members().replace(row.chat.id, conversation.members);
    if (!isNews)
        return isNews.error();
    const Member *self = conversation.member(m_store.self());
    row.chat.isOwned = self && self->role == MemberRole::Owner;
    if (*isNews)
        sum(change, row);
    return {};
}

Result<void> MemberSync::some(StoreChange &change, ChatRow &row, const QList<Member> &members)
{
    if (!row.chat.isGroup())
        return {};
    for (const Member &member : members) {
        const auto isNews = m_store.members().put(row.chat.id, member);
        if (!isNews)
            return isNews.error();
        if (!*isNews)
            continue;
        sum(change, row);
        if (usernameKey(member.user) == usernameKey(m_store.self()))
            row.chat.isOwned = !member.left && member.role == MemberRole::Owner;
    }
    return {};
}

void MemberSync::sum(StoreChange &change, ChatRow &row) const
{
    row.chat.memberCount = m_store.members().count(row.chat.id);
    change.members.insert(row.chat.id);
}

} // namespace confab
