// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/messagequery.h"
#include "client/view/sidebarrow.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QMenu)
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
    /// The conversation `steps` rows from the open one; with `onlyUnread` the next with something new.
    enum class Among { All, Unread };
    [[nodiscard]] ChatId neighbour(int direction, Among among) const;

    void focusSearch();
    /// Begins a search in that conversation alone.
    void searchIn(const Chat &chat);
    /// Shows everyone there is to write to.
    void startConversation();
    /// Back to the conversations; false when they are shown already.
    bool leaveSearch();
    /// The people on the screen.
    [[nodiscard]] QStringList shownPeople() const;

Q_SIGNALS:
    void chatChosen(confab::ChatId chat);
    /// A message of that chat.
    void messageChosen(confab::ChatId chat, confab::Seq seq);
    void shownPeopleChanged();

private:
    void build(QMenu *menu);
    void connectSearch();
    void search(const QString &text);
    void addFilter(MessageQuery::Filter filter, const QString &value);
    void choose(const QModelIndex &index);
    void chooseFound(const QModelIndex &index);
    void showPage();
    void showCurrent();
    void showMe();
    [[nodiscard]] SidebarRow withPicture(SidebarRow row) const;
    void updateNothingFound();

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures *m_pictures;
    ChatId m_current;
    bool m_isSearching = false;
    MeButton *m_me = nullptr;
    SearchField *m_field = nullptr;
    SearchFilters *m_filters = nullptr;
    SearchModel *m_found;
    SidebarList *m_conversations = nullptr;
    SidebarList *m_results = nullptr;
    EmptyState *m_noConversations = nullptr;
    EmptyState *m_nothingFound = nullptr;
    QStackedWidget *m_pages = nullptr;
};

} // namespace confab
