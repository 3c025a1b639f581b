// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "server/storage/searchentry.h"

namespace confab {

/// What the search index is made of, read from the messages and conversations. Cheap to make; used on its
/// database's thread.
class SearchSource {
public:
    explicit SearchSource(Database &database)
        : m_database(database)
    { }

    /// How far a conversation has come.
    struct Head {
        ConversationId conversation;
        Seq lastSeq = {};
        Change change = {};
        Timestamp createdAt = {};
        qint64 moved = 0; ///< when, in steps (movedStep)
    };
    [[nodiscard]] Result<std::optional<Head>> head(ConversationId conversation) const;
    /// Those that moved in step `moved` or later, in the order in which they did, after the one of `after`.
    [[nodiscard]] Result<QList<Head>> movedSince(qint64 moved, ConversationId after, int limit) const;

    /// How many messages there are, deleted ones included.
    [[nodiscard]] Result<qint64> count() const;

    /// A message as it is now.
    struct Text {
        SearchPlace place;
        AccountId sender;
        Change change; ///< of its last modification
        bool isFindable = false; ///< neither deleted nor an event
        QString body = {};
    };
    /// At most `limit` messages after `seq`, in seq order.
    [[nodiscard]] Result<QList<Text>> after(ConversationId conversation, Seq seq, int limit) const;
    /// At most `limit` of the messages up to `seq` that were edited or deleted after `since`, in the order of
    /// their changes.
    [[nodiscard]] Result<QList<Text>> modified(ConversationId conversation, Seq seq, Change since,
                                               int limit) const;

private:
    Database &m_database;
};

} // namespace confab
