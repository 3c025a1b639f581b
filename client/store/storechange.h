// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/outbox.h"

#include <QHash>
#include <QSet>

namespace confab {

/// What one transaction of the LocalStore has changed, told after its commit.
struct StoreChange {
    QSet<ChatId> chats = {}; ///< summary, marks, unread count, draft or what the preview shows
    QHash<ChatId, QList<Message>> messages = {}; ///< rows that are new or differ, in seq order
    QHash<ChatId, QList<Message>> arrived = {}; ///< those of `messages` that are news from someone else
    QList<OutboxEntry> queued = {}; ///< new in the outbox
    QList<OutboxEntry> changed = {}; ///< refused, or waiting again
    QList<OutboxEntry> discarded = {}; ///< given up; one that was accepted is among `messages`
    QHash<ChatId, QSet<Seq>> amended
        = {}; ///< messages of which something else waits in the outbox than before
    QSet<ChatId> members = {}; ///< groups in which others are than before, or as something else
    QSet<ChatId> forgotten = {}; ///< all their messages are gone
    QSet<QString> people = {}; ///< usernames: profiles, and who has become a contact or blocked, or no more
    bool relations = false; ///< contacts or blocks
    bool everything = false; ///< the cache was dropped
};

} // namespace confab
