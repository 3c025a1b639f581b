// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/messagequery.h"
#include "client/view/chatlists.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace confab {

class Account;
class AvatarPictures;
class EmptyState;
class MeButton;
class SearchField;
class SearchFilters;
class SearchModel;
class SidebarList;
class Theme;

/// The left side of the main window: oneself, the search, and the conversations or what the search found.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    /// `menu` opens behind one's own name; the caller fills it and keeps it.
    Sidebar(Account &account, const Theme &theme, QMenu *menu, QWidget *parent = nullptr);

    /// Shows which conversation is open.
    void setCurrentChat(ChatId chat);
    [[nodiscard]] const ChatLists &chats() const { return *m_chats; }

    void focusSearch();
    void openArchive();
    /// Begins a search in that conversation alone.
    void searchIn(const Chat &chat);
    /// Shows everyone there is to write to.
    void startConversation();
    /// Out of the search, or the archive, back to the conversations; false when they are shown already.
    bool leave();
    /// The people on the screen.
    [[nodiscard]] QStringList shownPeople() const;

Q_SIGNALS:
    void chatChosen(confab::ChatId chat);
    /// A message of that chat.
    void messageChosen(confab::ChatId chat, confab::Seq seq);
    void newGroupRequested();
    void shownPeopleChanged();

private:
    void build(QMenu *menu);
    void connectSearch();
    void search(const QString &text);
    void addFilter(MessageQuery::Filter filter, const QString &value);
    bool leaveSearch();
    void chooseFound(const QModelIndex &index);
    void showPage();
    void showMe();
    [[nodiscard]] SidebarRow withPicture(SidebarRow row) const;
    void updateNothingFound();

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures *m_pictures;
    bool m_isSearching = false;
    MeButton *m_me = nullptr;
    SearchField *m_field = nullptr;
    SearchFilters *m_filters = nullptr;
    QPushButton *m_newGroup = nullptr; ///< where one looks for somebody to write to
    SearchModel *m_found;
    ChatLists *m_chats = nullptr;
    SidebarList *m_results = nullptr;
    EmptyState *m_nothingFound = nullptr;
    QStackedWidget *m_pages = nullptr;
};

} // namespace confab
