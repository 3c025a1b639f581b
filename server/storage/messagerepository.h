// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/message.h"

#include <QHash>
#include <QJsonArray>

#include <vector>

namespace confab {

/// Table `message`. Cheap to make; used on its database's thread.
class MessageRepository {
public:
    explicit MessageRepository(Database &database)
        : m_database(database)
    { }

    struct New {
        Message message;
        AccountId sender;
    };
    [[nodiscard]] Result<void> insert(const std::vector<New> &messages) const;
    /// What names a message for its sender, in whatever conversation.
    struct ClientKey {
        AccountId sender;
        QUuid clientId;

        bool operator==(const ClientKey &) const = default;
        friend size_t qHash(const ClientKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.sender, key.clientId);
        }
    };
    /// Those of `keys` that a message has been written with, and which.
    [[nodiscard]] Result<QHash<ClientKey, MessageId>> written(const QList<ClientKey> &keys) const;
    [[nodiscard]] Result<std::optional<Message>> find(ConversationId conversation, Seq seq) const;
    /// Those of `ids` that there are, in no order.
    [[nodiscard]] Result<QList<Message>> at(const QList<MessageId> &ids) const;

    /// Stores what a message says now: body, editedAt, deleted, and `change` as its last one.
    [[nodiscard]] Result<void> update(const Message &message) const;
    /// Stores only `change` as its last one: what changed stands elsewhere.
    [[nodiscard]] Result<void> touch(const Message &message) const;

    /// At most `limit` messages whose last change is after `since`, but none before `first`; in change order.
    [[nodiscard]] Result<QList<Message>> changedSince(ConversationId conversation, Change since, Seq first,
                                                      int limit) const;
    /// One that is not deleted.
    struct Standing {
        Seq seq;
        AccountId sender;
    };
    /// The last `limit` of those after `seq`, the newest first.
    [[nodiscard]] Result<QList<Standing>> standing(ConversationId conversation, Seq seq, int limit) const;
    /// How many messages of others after `seq` are not deleted; counts no further than `limit`.
    [[nodiscard]] Result<int> countUnread(ConversationId conversation, Seq seq, AccountId reader,
                                          int limit) const;

private:
    [[nodiscard]] Result<void> insertAtOnce(const std::vector<New> &messages) const;
    [[nodiscard]] Result<void> insertGiven(const QJsonArray &given) const;
    [[nodiscard]] Result<QHash<ClientKey, MessageId>> writtenAtOnce(const QList<ClientKey> &keys) const;
    [[nodiscard]] Result<QList<Message>> atOnce(const QList<MessageId> &ids) const;
    [[nodiscard]] Result<Seq> lastWrittenBy(ConversationId conversation, Change change) const;

    Database &m_database;
};

} // namespace confab
