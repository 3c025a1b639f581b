// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/sidebarrow.h"

#include <QWidget>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class AccessibleRows;
class Account;
class AvatarPictures;
class GroupActions;
class Label;
class MemberListModel;
class SearchField;
class SidebarList;
class Theme;

/// Who is in a group, with a field to find them by, and a menu of what can be made of each. A list over a
/// model: of a thousand members only those on the screen cost anything. GUI thread; everything given outlives
/// it.
class MembersPanel final : public QWidget {
    Q_OBJECT

public:
    MembersPanel(Account &account, const Theme &theme, GroupActions &actions, QWidget *parent = nullptr);
    ~MembersPanel() override;

    void show(const Chat &chat);
    /// Those on the screen.
    [[nodiscard]] QStringList shownPeople() const;

Q_SIGNALS:
    /// To write to that member alone.
    void writeRequested(const QString &username);
    void shownPeopleChanged();

private:
    void build();
    void openModel();
    void openMenu(const QModelIndex &index, QPoint place);
    void addOwnersWays(QMenu &menu, const QModelIndex &index);
    [[nodiscard]] SidebarRow rowOf(const QModelIndex &index) const;

    Account &m_account;
    const Theme &m_theme;
    GroupActions &m_actions;
    AvatarPictures *m_pictures;
    Chat m_chat;
    std::unique_ptr<MemberListModel> m_members;
    AccessibleRows *m_rows; ///< of the members, spoken
    Label *m_title;
    QPushButton *m_add;
    SearchField *m_search;
    SidebarList *m_list = nullptr;
};

} // namespace confab
