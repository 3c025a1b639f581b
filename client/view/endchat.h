// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace confab {

class Account;

/// What the menu, the details and the quick switcher call it.
[[nodiscard]] QString endChatText();
/// Whether it is the active conversation, which a person can end.
[[nodiscard]] bool canEndChat(Account &account, ChatId chat);
/// Asks whether it shall end, and ends it; says so when that fails. The dialogs are over `parent`'s window.
void askToEndChat(Account &account, ChatId chat, QWidget *parent);

} // namespace confab
