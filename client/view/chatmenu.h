// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/chatactions.h"

#include <QMenu>

namespace confab {

class Theme;

/// What a person can make of a conversation for oneself alone, as a menu: unread, pinned, muted, archived. It
/// is filled each time it is about to be shown. GUI thread; account and theme outlive it.
class ChatMenu final : public QMenu {
    Q_OBJECT

public:
    /// The whole menu, or only for how long to mute.
    enum class Part { All, Muting };

    ChatMenu(Account &account, const Theme &theme, Part part, QWidget *parent);

    void setChat(ChatId chat) { m_chat = chat; }

private:
    void fill();
    void addLink();
    void add(QMenu *menu, const ChatAction &action, const QString &text);

    Account &m_account;
    const Theme &m_theme;
    const Part m_part;
    ChatId m_chat;
};

} // namespace confab
