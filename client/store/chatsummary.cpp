// SPDX-License-Identifier: Apache-2.0
#include "client/store/chatsummary.h"

#include "shared/core/text.h"

namespace confab {

QString ChatSummary::peerOf(const Conversation &conversation, const QString &self)
{
    if (conversation.kind == ConversationKind::Group)
        return groupKey(conversation.id);
    for (const Member &member : conversation.members) {
        if (usernameKey(member.user) != usernameKey(self))
            return member.user;
    }
    return {};
}

void ChatSummary::put(ChatRow &row, const Conversation &conversation)
{
    Chat &chat = row.chat;
    chat.conversation = conversation.id;
    chat.firstSeq = conversation.firstSeq;
    chat.lastSeq = std::max(chat.lastSeq, conversation.lastSeq);
    chat.state = conversation.state;
    if (conversation.kind == ConversationKind::Group) {
        chat.title = conversation.title.value_or(QString());
        chat.avatar = conversation.avatar;
        chat.displayName = *chat.title;
    }
    chat.updatedAt = conversation.updatedAt;
    row.membership = conversation.membership;
    row.summaryChange = std::max(row.summaryChange, conversation.change);
    row.summaryUnread = conversation.unread;
    row.summaryLastSeq = conversation.lastSeq;
}

void ChatSummary::putOwn(ChatRow &row, const OwnState &own)
{
    row.own = own.own;
    row.chat.mutedUntil = own.mutedUntil;
    row.chat.pinned = own.pinned;
    row.chat.archived = own.archived;
    row.chat.markedUnread = own.markedUnread;
}

} // namespace confab
