// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/sidebarrow.h"

#include <QStackedWidget>

QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace confab {

class Account;
class AvatarPictures;
class ChatMenu;
class ConversationListModel;
class EmptyState;
class SidebarList;
class Theme;

/// The conversations of the sidebar: those at hand, and behind a button below them the archived ones. A menu
/// says what can be made of each. GUI thread; everything given outlives it.
class ChatLists final : public QStackedWidget {
    Q_OBJECT

public:
    ChatLists(Account &account, const Theme &theme, AvatarPictures &pictures, QWidget *parent = nullptr);

    /// Shows which conversation is open.
    void setCurrentChat(ChatId chat);
    /// The conversation next to the open one in the list that is shown; of the unread ones the next of them.
    enum class Among { All, Unread };
    [[nodiscard]] ChatId neighbour(int direction, Among among) const;
    void openArchive();
    /// False when the others are shown already.
    bool leaveArchive();
    [[nodiscard]] QStringList shownPeople() const;
    void repaintRows();

Q_SIGNALS:
    void chosen(confab::ChatId chat);
    void findPeopleRequested();
    void shownPeopleChanged();

private:
    SidebarList *makeList(ConversationListModel &model, const QString &name);
    void buildCurrent();
    void buildArchive();
    void connectModels();
    void showPage();
    void showArchiveButton();
    void showCurrent();
    [[nodiscard]] bool isArchiveShown() const { return currentWidget() == m_archivePage; }
    [[nodiscard]] ConversationListModel &shownModel() const;
    [[nodiscard]] SidebarRow rowOf(const QModelIndex &index) const;

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures &m_pictures;
    ChatId m_current;
    ChatMenu *m_menu;
    SidebarList *m_conversations;
    SidebarList *m_archived;
    EmptyState *m_none;
    QStackedWidget *m_currentPages; ///< the conversations, or that there are none
    QToolButton *m_archiveButton;
    QWidget *m_archivePage;
};

} // namespace confab
