// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatlists.h"

#include "client/store/account.h"
#include "client/store/conversationlistmodel.h"
#include "client/view/accessiblerows.h"
#include "client/view/avatarpictures.h"
#include "client/view/chatmenu.h"
#include "client/view/emptystate.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/sidebarlist.h"
#include "client/view/theme.h"

#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

using Model = ConversationListModel;

ChatLists::ChatLists(Account &account, const Theme &theme, AvatarPictures &pictures, QWidget *parent)
    : QStackedWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_pictures(pictures)
    , m_menu(new ChatMenu(account, theme, ChatMenu::Part::All, this))
    , m_conversations(makeList(*account.conversations(), tr("Conversations")))
    , m_archived(makeList(*account.archived(), tr("Archived conversations")))
    , m_none(new EmptyState(theme, "chat"_L1, this))
    , m_currentPages(new QStackedWidget(this))
    , m_archiveButton(new QToolButton(this))
    , m_archivePage(new QWidget(this))
{
    m_conversations->setObjectName(u"conversationList"_s);
    m_archived->setObjectName(u"archivedList"_s);
    buildCurrent();
    buildArchive();
    connectModels();
    setFocusProxy(m_conversations);
    showPage();
}

SidebarList *ChatLists::makeList(Model &model, const QString &name)
{
    auto *list = new SidebarList(
        m_theme, name, [this](const QModelIndex &index) { return rowOf(index); }, this);
    list->setUniformItemSizes(true);
    auto *spoken = new AccessibleRows(
        [](const QModelIndex &index) { return spokenText(SidebarRow::ofConversation(index)); }, this,
        [](const QModelIndex &index) { return conversationToolTip(index); });
    spoken->setSourceModel(&model);
    list->setModel(spoken);
    connect(list, &SidebarList::chosen, this, [this](const QModelIndex &index) {
        Q_EMIT chosen(index.data(Model::ChatIdRole).value<ChatId>());
    });
    connect(list, &SidebarList::menuRequested, this, [this](const QModelIndex &index, QPoint place) {
        m_menu->setChat(index.data(Model::ChatIdRole).value<ChatId>());
        m_menu->popup(place);
    });
    connect(list, &SidebarList::shownChanged, this, &ChatLists::shownPeopleChanged);
    return list;
}

void ChatLists::buildCurrent()
{
    m_none->setContent(tr("No conversations yet"), tr("Find someone by name and say hello."),
                       tr("Find people"));
    connect(m_none, &EmptyState::actionTriggered, this, &ChatLists::findPeopleRequested);
    m_currentPages->addWidget(m_conversations);
    m_currentPages->addWidget(m_none);
    m_archiveButton->setObjectName(u"archivedButton"_s);
    m_archiveButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_archiveButton->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_archiveButton->setIconSize({Metrics::icon, Metrics::icon});
    connect(m_archiveButton, &QToolButton::clicked, this, &ChatLists::openArchive);

    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_currentPages, 1);
    auto *below = new QHBoxLayout;
    below->setContentsMargins(Metrics::medium, Metrics::unit, Metrics::medium, Metrics::unit);
    below->addWidget(m_archiveButton);
    layout->addLayout(below);
    addWidget(page);
}

void ChatLists::buildArchive()
{
    auto *back = new IconButton(m_theme, "back"_L1, tr("Back to the conversations"), this,
                                IconButton::Look::Plain, IconDirection::Mirrored);
    back->setObjectName(u"leaveArchiveButton"_s);
    connect(back, &QToolButton::clicked, this, &ChatLists::leaveArchive);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Metrics::small, 0, Metrics::medium, Metrics::unit);
    top->addWidget(back);
    top->addWidget(new Label(tr("Archived"), Label::Size::Strong, Label::Tone::Normal, Label::Wrap::No, this),
                   1);
    auto *layout = new QVBoxLayout(m_archivePage);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_archived, 1);
    addWidget(m_archivePage);
}

void ChatLists::connectModels()
{
    const auto update = [this] {
        showPage();
        showCurrent();
    };
    for (Model *model : {m_account.conversations(), m_account.archived()}) {
        for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
            connect(model, signal, this, update);
        connect(model, &QAbstractItemModel::modelReset, this, update);
        connect(model, &Model::totalUnreadChanged, this, &ChatLists::showArchiveButton);
    }
    connect(&m_theme, &Theme::changed, this, &ChatLists::showArchiveButton);
}

SidebarRow ChatLists::rowOf(const QModelIndex &index) const
{
    const bool isOpen = index.data(Model::ChatIdRole).value<ChatId>() == m_current;
    SidebarRow row
        = SidebarRow::ofConversation(index, isOpen ? SidebarRow::Draft::Hidden : SidebarRow::Draft::Shown);
    row.picture = m_pictures.of(row.username, Metrics::rowAvatar, devicePixelRatioF());
    return row;
}

void ChatLists::setCurrentChat(ChatId chat)
{
    m_current = chat;
    showCurrent();
}

void ChatLists::showCurrent()
{
    for (const auto &[list, model] : {std::pair(m_conversations, m_account.conversations()),
                                      std::pair(m_archived, m_account.archived())}) {
        const QModelIndex source = model->indexOf(m_current);
        list->selectRow(source.isValid() ? list->model()->index(source.row(), 0) : QModelIndex());
    }
}

Model &ChatLists::shownModel() const
{
    return isArchiveShown() ? *m_account.archived() : *m_account.conversations();
}

ChatId ChatLists::neighbour(int direction, Among among) const
{
    const Model &model = shownModel();
    const QModelIndex current = model.indexOf(m_current);
    int row = current.isValid() ? current.row() : (direction > 0 ? -1 : model.rowCount());
    for (row += direction; row >= 0 && row < model.rowCount(); row += direction) {
        const QModelIndex index = model.index(row, 0);
        if (among == Among::All || index.data(Model::UnreadRole).toInt() > 0
            || index.data(Model::MarkedUnreadRole).toBool())
            return index.data(Model::ChatIdRole).value<ChatId>();
    }
    return {};
}

void ChatLists::openArchive()
{
    setCurrentWidget(m_archivePage);
    setFocusProxy(m_archived);
    m_archived->setFocus();
    Q_EMIT shownPeopleChanged();
}

bool ChatLists::leaveArchive()
{
    if (!isArchiveShown())
        return false;
    setCurrentIndex(0);
    setFocusProxy(m_conversations);
    m_conversations->setFocus();
    Q_EMIT shownPeopleChanged();
    return true;
}

QStringList ChatLists::shownPeople() const
{
    return (isArchiveShown() ? m_archived : m_conversations)->shown(Model::UsernameRole);
}

void ChatLists::repaintRows()
{
    m_conversations->viewport()->update();
    m_archived->viewport()->update();
}

void ChatLists::showPage()
{
    const bool hasArchived = m_account.archived()->rowCount() > 0;
    const bool hasNone = m_account.conversations()->rowCount() == 0 && !hasArchived;
    m_currentPages->setCurrentWidget(hasNone ? static_cast<QWidget *>(m_none) : m_conversations);
    m_archiveButton->setVisible(hasArchived);
    showArchiveButton();
    if (!hasArchived)
        leaveArchive();
}

void ChatLists::showArchiveButton()
{
    const int unread = m_account.archived()->totalUnread();
    m_archiveButton->setText(
        unread > 0 ? tr("Archived (%1)", "how many unread messages").arg(QLocale().toString(unread))
                   : tr("Archived"));
    m_archiveButton->setIcon(lineIcon("archive"_L1, m_theme.colors().secondary, m_theme.colors().disabled));
}

} // namespace confab
