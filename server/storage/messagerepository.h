// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/message.h"

namespace confab {

/// Table `message`. Cheap to make; used on its database's thread.
class MessageRepository {
public:
    explicit MessageRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<void> insert(const Message &message, AccountId sender) const;
    /// The message that `sender` wrote with this `clientId`, in whatever conversation.
    [[nodiscard]] Result<std::optional<Message>> findByClientId(AccountId sender,
                                                                const QUuid &clientId) const;
    [[nodiscard]] Result<std::optional<Message>> find(ConversationId conversation, Seq seq) const;

    /// At most `limit` messages before `seq`, but none before `first`; in seq order.
    [[nodiscard]] Result<QList<Message>> before(ConversationId conversation, Seq seq, Seq first,
                                                int limit) const;
    /// At most `limit` messages after `seq`, but none before `first`; in seq order.
    [[nodiscard]] Result<QList<Message>> after(ConversationId conversation, Seq seq, Seq first,
                                               int limit) const;
    /// At most `limit` messages whose last change is after `since`, but none before `first`; in change order.
    [[nodiscard]] Result<QList<Message>> changedSince(ConversationId conversation, Change since, Seq first,
                                                      int limit) const;
    /// How many messages of others after `seq` are not deleted; counts no further than `limit`.
    [[nodiscard]] Result<int> countUnread(ConversationId conversation, Seq seq, AccountId reader,
                                          int limit) const;

private:
    Database &m_database;
};

} // namespace confab
