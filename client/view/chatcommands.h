// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/switchermodel.h"

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace confab {

class Account;

/// What the quick switcher can do with the conversation that is open, none if that is null, and with the
/// active one. The account and the window, over which questions are asked, outlive the commands.
[[nodiscard]] QList<SwitcherCommand> chatCommands(Account &account, ChatId open, QWidget *window);

} // namespace confab
