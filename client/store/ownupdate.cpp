// SPDX-License-Identifier: Apache-2.0
#include "client/store/ownupdate.h"

namespace confab::OwnUpdate {

UpdateConversationRequest merged(UpdateConversationRequest earlier, const UpdateConversationRequest &later)
{
    if (later.mutedUntil)
        earlier.mutedUntil = later.mutedUntil;
    if (later.pinned)
        earlier.pinned = later.pinned;
    if (later.archived)
        earlier.archived = later.archived;
    if (later.markedUnread)
        earlier.markedUnread = later.markedUnread;
    return earlier;
}

UpdateConversationRequest without(UpdateConversationRequest pending, const UpdateConversationRequest &sent)
{
    if (pending.mutedUntil == sent.mutedUntil)
        pending.mutedUntil.reset();
    if (pending.pinned == sent.pinned)
        pending.pinned.reset();
    if (pending.archived == sent.archived)
        pending.archived.reset();
    if (pending.markedUnread == sent.markedUnread)
        pending.markedUnread.reset();
    return pending;
}

bool isEmpty(const UpdateConversationRequest &update)
{
    return !update.mutedUntil && !update.pinned && !update.archived && !update.markedUnread;
}

void apply(const UpdateConversationRequest &update, Chat &chat)
{
    chat.mutedUntil = update.mutedUntil.value_or(chat.mutedUntil);
    chat.pinned = update.pinned.value_or(chat.pinned);
    chat.archived = update.archived.value_or(chat.archived);
    chat.markedUnread = update.markedUnread.value_or(chat.markedUnread);
}

} // namespace confab::OwnUpdate
