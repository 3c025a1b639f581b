// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

#include <QUuid>

namespace confab {

class LocalDatabase;

/// A message that was written here and is not acknowledged.
struct OutboxEntry {
    qint64 position = 0; ///< the order in which they were written
    QUuid clientId;
    ChatId chat;
    QString body;
    Timestamp writtenAt;
    std::optional<Error> refused = {}; ///< the server's no; empty while it waits
};

/// The table of messages on their way out. They go in order within a chat; a refused one stands aside until
/// it is tried again. GUI thread; the database outlives it.
class Outbox final {
public:
    explicit Outbox(LocalDatabase &database)
        : m_database(database)
    { }

    Result<OutboxEntry> add(ChatId chat, const QUuid &clientId, const QString &body, Timestamp now);
    [[nodiscard]] std::optional<OutboxEntry> find(const QUuid &clientId) const;
    /// All of a chat's, in order.
    [[nodiscard]] QList<OutboxEntry> of(ChatId chat) const;
    [[nodiscard]] std::optional<OutboxEntry> firstWaiting(ChatId chat) const;
    [[nodiscard]] QList<ChatId> chatsWaiting() const;
    [[nodiscard]] int countWaiting() const;
    Result<void> refuse(const QUuid &clientId, const Error &error);
    Result<void> wait(const QUuid &clientId);
    Result<void> remove(const QUuid &clientId);

private:
    [[nodiscard]] QList<OutboxEntry> select(const QString &condition, const QVariantList &values) const;

    LocalDatabase &m_database;
};

} // namespace confab
