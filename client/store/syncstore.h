// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/serverframe.h"
#include "client/store/localstore.h"
#include "client/store/membersync.h"
#include "client/store/ownnumbers.h"
#include "client/store/peoplesync.h"
#include "client/store/pushnumber.h"

namespace confab {

/// Puts what the server says into the local store, each answer or push in one transaction with the numbers
/// that say how far the device is. Knows nothing of sockets and time. GUI thread; the store outlives it.
///
/// Everything here may be said twice: a message takes the place of another only when its `change` is higher,
/// marks never move back.
class SyncStore final {
public:
    /// What became of a push with the number `change`.
    enum class Applied {
        Yes,
        Old, ///< the device has it already
        Early, ///< something before it is missing
        Unknown, ///< of a conversation that the device does not know
        Failed, ///< the database could not take it
    };

    explicit SyncStore(LocalStore &store);

    /// Summaries of conversations, new ones and known ones.
    Result<void> applySummaries(const QList<Conversation> &conversations);
    Result<void> applySync(const SyncAnswer &answer);
    Result<void> applyAccount(const AccountState &state);
    Result<void> applyChanges(ConversationId conversation, const Changes &changes);
    /// A page of messages; `tail` when it is the last one.
    enum class PageKind { Older, Tail };
    Result<void> applyPage(ConversationId conversation, const QList<Message> &messages, PageKind kind);
    Applied applyPush(const ServerFrame &frame);
    /// The server has taken a message out of the outbox. `Built` is made of the entry and the ack's numbers:
    /// where those say that it was there before, it may have been edited since, and gives way to what else is
    /// known.
    enum class Source { Server, Built };
    Result<void> applyAccepted(const OutboxEntry &entry, Message message, Source source);
    /// The server has this account's marks up to there.
    Result<void> applyOwnMarks(ChatId chat, Seq readAcked, Seq deliveredAcked);
    /// The person has read up to `seq`, here.
    Result<void> read(ChatId chat, Seq seq);
    Result<void> remove(ConversationId conversation);
    /// Drops all that came from the server, and what waits for messages of its; those that wait themselves
    /// and drafts stay.
    Result<void> dropCache(const QString &newEpoch);
    Result<void> putPeople(const QList<User> &users);

private:
    Result<void> summary(StoreChange &change, const Conversation &conversation);
    Result<ChatRow> rowFor(StoreChange &change, const Conversation &conversation);
    Result<void> messages(StoreChange &change, ChatRow &row, const QList<Message> &messages);
    Result<void> removed(StoreChange &change, ConversationId conversation);
    Result<void> unseen(StoreChange &change, const OutboxEntry &entry);
    Result<void> detachOutbox(StoreChange &change);
    Result<void> forget(StoreChange &change, ChatRow &row);
    /// Counts again what follows from the rows, and saves.
    Result<void> save(StoreChange &change, ChatRow &row);
    Result<void> effect(StoreChange &change, ChatRow &row, const ServerFrame &frame);

    LocalStore &m_store;
    PeopleSync m_people;
    MemberSync m_members;
    OwnNumbers m_ownNumbers;
};

} // namespace confab
