// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatbuttons.h"

#include "client/store/account.h"
#include "client/view/chatmenu.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {

ChatButtons::ChatButtons(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_menu(new ChatMenu(account, theme, ChatMenu::Part::Muting, this))
    , m_files(new QPushButton(tr("Files"), this))
    , m_mute(new QPushButton(this))
    , m_pin(new QPushButton(this))
    , m_archive(new QPushButton(this))
    , m_muted(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_minute(new QTimer(this))
{
    m_menu->setObjectName(u"muteMenu"_s);
    m_files->setObjectName(u"filesButton"_s);
    m_mute->setObjectName(u"muteButton"_s);
    m_pin->setObjectName(u"pinButton"_s);
    m_archive->setObjectName(u"archiveButton"_s);
    m_muted->setObjectName(u"mutedText"_s);
    m_muted->setAlignment(Qt::AlignHCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_files, m_mute, m_muted, m_pin, m_archive})
        layout->addWidget(widget);
    connect(m_files, &QPushButton::clicked, this, &ChatButtons::filesRequested);
    connect(m_mute, &QPushButton::clicked, this, &ChatButtons::mute);
    for (const auto &[button, kind] :
         {std::pair(m_pin, ChatAction::Kind::Pin), std::pair(m_archive, ChatAction::Kind::Archive)}) {
        connect(button, &QPushButton::clicked, this, [this, kind = kind] {
            perform(chatAction(kind, m_chat, QDateTime::currentDateTime()), m_account, m_chat.id);
        });
    }
    connect(m_minute, &QTimer::timeout, this, &ChatButtons::update);
    m_minute->start(1min);
}

void ChatButtons::show(const Chat &chat)
{
    m_chat = chat;
    m_menu->setChat(chat.id);
    update();
}

void ChatButtons::update()
{
    const auto now = QDateTime::currentDateTime();
    const QString muted = mutedText(m_chat, now);
    m_mute->setText(muted.isEmpty() ? tr("Mute…") : chatAction(ChatAction::Kind::Mute, m_chat, now).text);
    m_muted->setText(muted);
    m_muted->setVisible(!muted.isEmpty());
    m_pin->setText(chatAction(ChatAction::Kind::Pin, m_chat, now).text);
    m_archive->setText(chatAction(ChatAction::Kind::Archive, m_chat, now).text);
}

void ChatButtons::mute()
{
    const auto now = QDateTime::currentDateTime();
    if (mutedText(m_chat, now).isEmpty())
        m_menu->popup(m_mute->mapToGlobal(QPoint(0, m_mute->height())));
    else
        perform(chatAction(ChatAction::Kind::Mute, m_chat, now), m_account, m_chat.id);
}

} // namespace confab
