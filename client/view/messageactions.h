// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/messageitem.h"

#include <QObject>

namespace confab {

class Account;
class EmojiPicker;
class MessageView;
class Preferences;
class Theme;

/// What a person asks to become of a message that stands, but for writing: reacts, deletes after a question,
/// forwards, copies its link, opens links after saying where they lead. Belongs to the ConversationView; all
/// that it is given outlives it.
class MessageActions final : public QObject {
    Q_OBJECT

public:
    MessageActions(Account &account, const Theme &theme, Preferences &preferences, MessageView &view);

    void setChat(ChatId chat) { m_chat = chat; }
    [[nodiscard]] EmojiPicker &picker() { return *m_picker; }

Q_SIGNALS:
    /// A link to something on a server, which this client opens itself.
    void confabLinkActivated(const QString &link);

private:
    void toggle(const MessageItem &item, const QString &emoji);
    void askToErase(const MessageItem &item);
    void forward(const MessageItem &item);
    void copyLink(const MessageItem &item) const;
    void saveText(const MessageItem &item) const;
    void openLink(const QUrl &url, const QString &shown);
    void setQuickReactions();

    Account &m_account;
    const Theme &m_theme;
    Preferences &m_preferences;
    MessageView &m_view;
    EmojiPicker *m_picker;
    ChatId m_chat;
};

} // namespace confab
