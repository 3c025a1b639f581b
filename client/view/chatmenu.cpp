// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatmenu.h"

#include "client/store/account.h"
#include "client/store/confablink.h"
#include "client/view/endchat.h"
#include "client/view/icons.h"
#include "client/view/theme.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace confab {

ChatMenu::ChatMenu(Account &account, const Theme &theme, Part part, QWidget *parent)
    : QMenu(parent)
    , m_account(account)
    , m_theme(theme)
    , m_part(part)
{
    setObjectName(u"chatMenu"_s);
    connect(this, &QMenu::aboutToShow, this, &ChatMenu::fill);
}

void ChatMenu::fill()
{
    clear();
    const auto before = findChildren<QMenu *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(before);
    QMenu *muting = m_part == Part::Muting ? this : nullptr;
    const auto actions = chatActions(m_account.chat(m_chat), QDateTime::currentDateTime());
    for (const ChatAction &action : actions) {
        const bool isMuting = action.kind == ChatAction::Kind::Mute;
        if (m_part == Part::Muting && !isMuting)
            continue;
        if (action.partText.isEmpty()) {
            add(this, action, action.text);
            continue;
        }
        if (!muting) {
            muting = addMenu(tr("Mute"));
            muting->setIcon(lineIcon(action.icon, m_theme.colors().secondary, m_theme.colors().disabled));
        }
        add(muting, action, action.partText);
    }
    if (m_part == Part::All)
        addLink();
    if (m_part == Part::All && canEndChat(m_account, m_chat)) {
        addSeparator();
        addAction(lineIcon("close"_L1, m_theme.colors().secondary, m_theme.colors().disabled), endChatText(),
                  this, [this, chat = m_chat] { askToEndChat(m_account, chat, parentWidget()); });
    }
}

/// Of a person, who is there before a conversation is; of a group, the conversation itself.
void ChatMenu::addLink()
{
    const Chat chat = m_account.chat(m_chat);
    ConfabLink::Target target = ConfabLink::Person{chat.username};
    if (chat.isGroup() && chat.conversation)
        target = ConfabLink::Place{*chat.conversation};
    const QString link = ConfabLink::to(m_account.profile().server(), target).toString();
    QAction *item = addAction(chat.isGroup() ? tr("Copy link to the group") : tr("Copy link to the person"),
                              this, [link] { QGuiApplication::clipboard()->setText(link); });
    item->setIcon(lineIcon("copy"_L1, m_theme.colors().secondary, m_theme.colors().disabled));
}

void ChatMenu::add(QMenu *menu, const ChatAction &action, const QString &text)
{
    QAction *item
        = menu->addAction(text, this, [this, action, chat = m_chat] { perform(action, m_account, chat); });
    if (menu == this && m_part == Part::All)
        item->setIcon(lineIcon(action.icon, m_theme.colors().secondary, m_theme.colors().disabled));
}

} // namespace confab
