// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/messagewindow.h"
#include "client/store/shownmessages.h"

#include <QHash>
#include <QVariant>

#include <functional>

namespace confab {

/// What a MessageListModel answers about one row, by its roles. Part of StoredMessageListModel.
class MessageRoles final {
public:
    using NameOf = std::function<QString(const QString &username)>;

    /// What is true of a person.
    using Is = std::function<bool(const QString &username)>;

    /// `self` is the account's username.
    /// `messages` are those of the same chat.
    MessageRoles(QString self, NameOf nameOf, Is isMember, Is isBlocked, const ShownMessages &messages);

    [[nodiscard]] QVariant data(const MessageItem &item, const Chat &chat, int role) const;
    [[nodiscard]] bool isOwn(const QString &username) const;
    [[nodiscard]] static QHash<int, QByteArray> names();

private:
    [[nodiscard]] QVariant ofMessage(const Message &message, const Chat &chat, int role) const;
    [[nodiscard]] QVariant ofReply(const std::optional<Seq> &replyTo, int role) const;
    [[nodiscard]] QStringList mentionsIn(const QString &body, const Chat &chat) const;
    [[nodiscard]] QVariant reactionsOf(const Message &message) const;
    [[nodiscard]] QVariant ofWaiting(const OutboxEntry &entry, const Chat &chat, int role) const;

    const QString m_self;
    const NameOf m_nameOf;
    const Is m_isMember;
    const Is m_isBlocked;
    const ShownMessages &m_messages;
};

} // namespace confab
