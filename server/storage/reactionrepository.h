// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/message.h"

#include <QHash>

namespace confab {

/// Table `reaction`. Cheap to make; used on its database's thread.
class ReactionRepository {
public:
    explicit ReactionRepository(Database &database)
        : m_database(database)
    { }

    /// By the seq of their message; one without reactions is missing.
    using BySeq = QHash<Seq, QList<Reaction>>;
    /// Those of the messages from `first` to `last`.
    [[nodiscard]] Result<BySeq> between(ConversationId conversation, Seq first, Seq last) const;
    /// Those of the messages `ids`, in one statement of a shared database.
    [[nodiscard]] Result<QHash<ConversationId, BySeq>> at(const QList<MessageId> &ids) const;
    /// Those of the messages that MessageRepository::changedSince() finds to be modified.
    [[nodiscard]] Result<BySeq> modifiedSince(ConversationId conversation, Change since, Seq first,
                                              int limit) const;

    struct Key {
        ConversationId conversation;
        Seq seq;
        AccountId account;
        QString emoji;
    };
    /// It is not there yet.
    [[nodiscard]] Result<void> insert(const Key &key, Change change) const;
    [[nodiscard]] Result<void> remove(const Key &key) const;
    /// Removes all of one message.
    [[nodiscard]] Result<void> clear(ConversationId conversation, Seq seq) const;

private:
    Database &m_database;
};

} // namespace confab
