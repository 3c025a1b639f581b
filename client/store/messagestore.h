// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

namespace confab {

class LocalDatabase;

/// The table of the server's messages. `seq` has no holes on the server, so a hole here is what this device
/// lacks.
///
/// Messages that it gives have no `conversation`: the chat is what names them here. GUI thread; the database
/// outlives it.
class MessageStore final {
public:
    enum class Stored { New, Changed, Unchanged };
    /// What lies after a read mark.
    struct After {
        int rows = 0; ///< at most mostCounted
        int unread = 0; ///< those that others wrote and have not deleted
    };

    /// One's own lie between others' messages: more rows are looked at than Limits::unread.
    static constexpr int mostCounted = 5000;

    /// `self` is the account's username.
    MessageStore(LocalDatabase &database, QString self)
        : m_database(database)
        , m_self(std::move(self))
    { }

    /// Puts the message in place unless what is there is as new.
    Result<Stored> put(ChatId chat, const Message &message);
    /// At most `limit` messages before `before` (the newest where that is 0), latest first.
    [[nodiscard]] QList<Message> before(ChatId chat, Seq before, int limit) const;
    /// At most `limit` messages after `after`, oldest first.
    [[nodiscard]] QList<Message> after(ChatId chat, Seq after, int limit) const;
    /// At most `limit` messages that hold files before `before` (the newest where that is 0), latest first.
    [[nodiscard]] QList<Message> holdingFiles(ChatId chat, Seq before, int limit) const;
    [[nodiscard]] std::optional<Message> at(ChatId chat, Seq seq) const;
    [[nodiscard]] Seq last(ChatId chat) const;
    /// The last that someone else wrote after `seq`; 0 when there is none.
    [[nodiscard]] Seq lastOfOthers(ChatId chat, Seq after, const QString &self) const;
    /// The first that someone else wrote after `seq` and has not deleted; 0 when there is none.
    [[nodiscard]] Seq firstOfOthers(ChatId chat, Seq after, const QString &self) const;
    [[nodiscard]] After countAfter(ChatId chat, Seq seq, const QString &self) const;
    /// How many messages of others after `seq` mention this account.
    [[nodiscard]] int countNaming(ChatId chat, Seq seq);
    Result<void> remove(ChatId chat);
    Result<void> removeAll();

private:
    /// What `sql` asks for, its columns those of readMessage().
    [[nodiscard]] QList<Message> list(const QString &sql, const QVariantList &values) const;
    [[nodiscard]] bool namesSelf(const Message &message) const;
    void decideNaming(ChatId chat, Seq after);
    [[nodiscard]] Seq one(const QString &sql, const QVariantList &values) const;

    LocalDatabase &m_database;
    const QString m_self;
};

} // namespace confab
