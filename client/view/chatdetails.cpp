// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatdetails.h"

#include "client/store/account.h"
#include "client/view/avatarpictures.h"
#include "client/view/detailspane.h"
#include "client/view/filespane.h"
#include "client/view/grouppane.h"
#include "client/view/memberspanel.h"

namespace confab {

ChatDetails::ChatDetails(Account &account, const Theme &theme, AvatarPictures &pictures, QWidget *parent)
    : QStackedWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_pictures(pictures)
    , m_person(new DetailsPane(account, theme, this))
{
    addWidget(m_person);
    connect(m_person, &DetailsPane::closeRequested, this, &ChatDetails::closeRequested);
    connect(m_person, &DetailsPane::filesRequested, this, &ChatDetails::showFiles);
}

GroupPane &ChatDetails::group()
{
    if (m_group)
        return *m_group;
    m_group = new GroupPane(m_account, m_theme, this);
    addWidget(m_group);
    connect(m_group, &GroupPane::closeRequested, this, &ChatDetails::closeRequested);
    connect(m_group, &GroupPane::filesRequested, this, &ChatDetails::showFiles);
    connect(m_group, &GroupPane::shownPeopleChanged, this, &ChatDetails::shownPeopleChanged);
    connect(m_group, &GroupPane::writeRequested, this,
            [this](const QString &username) { Q_EMIT chatRequested(m_account.chatWith(username)); });
    return *m_group;
}

FilesPane &ChatDetails::files()
{
    if (m_files)
        return *m_files;
    m_files = new FilesPane(m_account, m_theme, this);
    addWidget(m_files);
    connect(m_files, &FilesPane::backRequested, this, &ChatDetails::showMain);
    connect(m_files, &FilesPane::closeRequested, this, &ChatDetails::closeRequested);
    connect(m_files, &FilesPane::messageRequested, this, &ChatDetails::messageRequested);
    return *m_files;
}

void ChatDetails::showFiles()
{
    files().open(m_chat.id);
    setCurrentWidget(m_files);
    m_files->setFocus();
}

void ChatDetails::showMain()
{
    if (m_files)
        m_files->open({});
    setCurrentWidget(m_chat.isGroup() ? static_cast<QWidget *>(m_group) : m_person);
}

void ChatDetails::show(const Chat &chat)
{
    const bool isOther = chat.id != m_chat.id;
    m_chat = chat;
    const int size = chat.isGroup() ? GroupPane::avatarSize : DetailsPane::avatarSize;
    const QPixmap picture = m_pictures.of(chat.username, size, devicePixelRatioF());
    if (chat.isGroup()) {
        group().show(chat, picture);
    } else {
        m_person->show(chat, m_account.person(chat.username), picture);
    }
    if (isOther)
        showMain();
}

QStringList ChatDetails::shownPeople() const
{
    return m_group ? m_group->members().shownPeople() : QStringList();
}

} // namespace confab
