// SPDX-License-Identifier: Apache-2.0
#include "server/bus/conversationchanged.h"

namespace confab {

QByteArray ConversationChanged::membersOf(const View &view) const
{
    if (members.isEmpty())
        return {};
    Member own = view.conversation.members.at(view.own.index);
    own.readSeq = view.own.readSeq;
    return members.with(view.own.index, own);
}

} // namespace confab
