// SPDX-License-Identifier: Apache-2.0
#include "client/view/grouppane.h"

#include "client/store/account.h"
#include "client/view/avatarwidget.h"
#include "client/view/chatbuttons.h"
#include "client/view/groupactions.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/memberspanel.h"
#include "client/view/metrics.h"
#include "client/view/panelayout.h"

#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

GroupPane::GroupPane(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_actions(new GroupActions(account, theme, this))
    , m_close(new IconButton(theme, "close"_L1, tr("Close the details"), this))
    , m_avatar(new AvatarWidget(theme, avatarSize, this))
    , m_title(new Label({}, Label::Size::Title, Label::Tone::Normal, Label::Wrap::Yes, this))
    , m_rename(new QPushButton(tr("Rename…"), this))
    , m_picture(new QPushButton(tr("Picture…"), this))
    , m_own(new ChatButtons(account, theme, this))
    , m_members(new MembersPanel(account, theme, *m_actions, this))
    , m_history(new QCheckBox(tr("Who joins sees what was said before"), this))
    , m_leave(new QPushButton(tr("Leave the group…"), this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
{
    setObjectName(u"groupPane"_s);
    m_close->setObjectName(u"closeGroupDetails"_s);
    m_title->setObjectName(u"groupName"_s);
    m_rename->setObjectName(u"renameGroup"_s);
    m_picture->setObjectName(u"groupPicture"_s);
    m_history->setObjectName(u"paneHistory"_s);
    m_leave->setObjectName(u"leaveGroup"_s);
    m_leave->setProperty("danger", true);
    m_error->setObjectName(u"groupPaneError"_s);
    m_error->hide();
    build();
    connectParts();
}

void GroupPane::addIdentity(QVBoxLayout &column)
{
    column.addWidget(m_avatar, 0, Qt::AlignHCenter);
    column.addSpacing(Metrics::small);
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column.addWidget(m_title);
    auto *ways = new QHBoxLayout;
    ways->addStretch();
    for (QPushButton *button : {m_rename, m_picture}) {
        button->setProperty("link", true);
        ways->addWidget(button);
    }
    ways->addStretch();
    column.addLayout(ways);
}

void GroupPane::build()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(Metrics::unit);
    addIdentity(*column);
    column->addWidget(m_error);
    column->addSpacing(Metrics::small);
    column->addWidget(m_own);
    column->addSpacing(Metrics::medium);
    column->addWidget(m_members, 1);
    column->addSpacing(Metrics::small);
    column->addWidget(m_history);
    column->addSpacing(Metrics::small);
    column->addWidget(m_leave);
    layOutPane(*this, *m_close, column);
}

void GroupPane::connectParts()
{
    connect(m_close, &QToolButton::clicked, this, &GroupPane::closeRequested);
    connect(m_own, &ChatButtons::filesRequested, this, &GroupPane::filesRequested);
    connect(m_rename, &QPushButton::clicked, m_actions, &GroupActions::rename);
    connect(m_picture, &QPushButton::clicked, this, &GroupPane::openPictureMenu);
    connect(m_leave, &QPushButton::clicked, m_actions, &GroupActions::leave);
    connect(m_history, &QCheckBox::clicked, m_actions,
            [this](bool all) { m_actions->setHistory(all ? GroupHistory::All : GroupHistory::Joined); });
    connect(m_members, &MembersPanel::writeRequested, this, &GroupPane::writeRequested);
    connect(m_members, &MembersPanel::shownPeopleChanged, this, &GroupPane::shownPeopleChanged);
    connect(m_actions, &GroupActions::busyChanged, this, [this](ChatId chat) {
        if (chat == m_chat.id)
            setBusy(m_actions->isBusy(chat));
    });
    connect(m_actions, &GroupActions::failed, this, [this](ChatId chat, const QString &text) {
        if (chat != m_chat.id)
            return;
        m_error->setText(text);
        m_error->setVisible(!text.isEmpty());
        m_history->setChecked(m_chat.history == GroupHistory::All); // What was refused is undone.
    });
}

void GroupPane::show(const Chat &chat, const QPixmap &picture)
{
    if (chat.id != m_chat.id) {
        m_error->hide();
        setBusy(m_actions->isBusy(chat.id));
    }
    m_chat = chat;
    m_actions->setChat(chat);
    m_avatar->setContent({chat.username, chat.displayName, std::nullopt, picture});
    m_title->setText(chat.displayName);
    m_own->show(chat);
    m_members->show(chat);
    m_rename->setVisible(chat.isOwned);
    m_picture->setVisible(chat.isOwned);
    m_history->setVisible(chat.isOwned);
    const QSignalBlocker blocked(m_history);
    m_history->setChecked(chat.history == GroupHistory::All);
}

void GroupPane::openPictureMenu()
{
    if (!m_chat.avatar)
        return m_actions->choosePicture();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Choose another picture…"), m_actions, &GroupActions::choosePicture);
    menu->addAction(tr("Remove the picture"), m_actions, &GroupActions::removePicture);
    menu->popup(m_picture->mapToGlobal(QPoint(0, m_picture->height())));
}

void GroupPane::setBusy(bool busy)
{
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_rename, m_picture, m_history, m_leave, m_members})
        widget->setEnabled(!busy);
}

} // namespace confab
