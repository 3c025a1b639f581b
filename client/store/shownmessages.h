// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/outbox.h"

namespace confab {

class LocalStore;

/// A chat's messages as they will be when all that waits in the outbox has been done to them: what a person
/// edited, deleted or reacted to is shown so at once, with or without a network. Part of
/// StoredMessageListModel; the store outlives it.
class ShownMessages final {
public:
    ShownMessages(LocalStore &store, ChatId chat);

    /// Reads anew what waits.
    void refresh();
    /// As those of MessageStore.
    [[nodiscard]] QList<Message> before(Seq before, int limit) const;
    [[nodiscard]] QList<Message> after(Seq after, int limit) const;
    [[nodiscard]] std::optional<Message> at(Seq seq) const;

    [[nodiscard]] Message shown(Message message) const;
    /// Whether something about that message waits.
    [[nodiscard]] bool isWaiting(Seq seq) const;

private:
    [[nodiscard]] QList<Message> shown(QList<Message> messages) const;

    LocalStore &m_store;
    const ChatId m_chat;
    QList<OutboxEntry> m_waiting; ///< few
};

} // namespace confab
