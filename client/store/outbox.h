// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/outgoingfile.h"
#include "shared/core/result.h"

#include <QUuid>

namespace confab {

class LocalDatabase;

/// A message that was written here, or something done to one that stands, and that is not acknowledged.
struct OutboxEntry {
    enum class Kind { Send, Edit, Delete, React, TakeBack };

    qint64 position = 0; ///< the order in which they were written
    QUuid clientId;
    ChatId chat;
    QString body; ///< of React and TakeBack the emoji
    QList<OutgoingFile> files = {};
    Timestamp writtenAt;
    Kind kind = Kind::Send;
    Seq seq = {}; ///< the message that is amended; 0 with Send
    std::optional<Seq> replyTo = {};
    std::optional<Error> refused = {}; ///< the server's no; empty while it waits
    bool isRewritten
        = false; ///< the text is not the one that it was written with, and may have gone out with
};

/// The table of what is on its way out. It goes in order within a chat; a message that is refused stands
/// aside until it is tried again. GUI thread; the database outlives it.
class Outbox final {
public:
    explicit Outbox(LocalDatabase &database)
        : m_database(database)
    { }

    /// The entry with its position.
    Result<OutboxEntry> add(OutboxEntry entry);
    [[nodiscard]] std::optional<OutboxEntry> find(const QUuid &clientId) const;
    /// All messages of a chat, in order.
    [[nodiscard]] QList<OutboxEntry> of(ChatId chat) const;
    /// What is to become of messages that stand, in order.
    [[nodiscard]] QList<OutboxEntry> amendments(ChatId chat) const;
    /// Of all chats.
    [[nodiscard]] QList<OutboxEntry> amendments() const;
    [[nodiscard]] std::optional<OutboxEntry> firstWaiting(ChatId chat) const;
    [[nodiscard]] QList<ChatId> chatsWaiting() const;
    [[nodiscard]] int countWaiting() const;
    /// Another text than before.
    Result<void> setBody(const QUuid &clientId, const QString &body);
    Result<void> refuse(const QUuid &clientId, const Error &error);
    Result<void> wait(const QUuid &clientId);
    Result<void> remove(const QUuid &clientId);
    /// No message answers one any more.
    Result<void> forgetReplies();

private:
    [[nodiscard]] QList<OutboxEntry> select(const QString &condition, const QVariantList &values) const;

    LocalDatabase &m_database;
};

} // namespace confab
