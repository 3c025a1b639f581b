// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatcommands.h"

#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/view/chatactions.h"
#include "client/view/endchat.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::ChatCommands)
};

} // namespace

QList<SwitcherCommand> chatCommands(Account &account, ChatId open, QWidget *window)
{
    QList<SwitcherCommand> commands;
    if (const Chat chat = account.chat(open); !chat.id.isNull()) {
        const auto actions = chatActions(chat, QDateTime::currentDateTime());
        for (const ChatAction &action : actions) {
            commands.append({.text = Text::tr("%1: %2", "a conversation's name and what becomes of it")
                                         .arg(chat.displayName, action.text),
                             .icon = action.icon,
                             .run = [action, &account, open] { perform(action, account, open); }});
        }
    }
    if (const ChatId active = account.active().chat(); canEndChat(account, active)) {
        commands.append({.text = endChatText(), .icon = "close"_L1, .run = [&account, active, window] {
                             askToEndChat(account, active, window);
                         }});
    }
    return commands;
}

} // namespace confab
