// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QPixmap>
#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QCheckBox)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QVBoxLayout)

namespace confab {

class Account;
class AvatarWidget;
class ChatButtons;
class GroupActions;
class IconButton;
class Label;
class MembersPanel;
class Theme;

/// What there is to know of a group and what can be made of it: by owners its name, picture, members and
/// history, by everybody the own view of it, and leaving. Beside the conversation, or in its place where that
/// is narrow. GUI thread; account and theme outlive it.
class GroupPane final : public QWidget {
    Q_OBJECT

public:
    GroupPane(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// `picture` is null for none.
    void show(const Chat &chat, const QPixmap &picture);
    [[nodiscard]] const MembersPanel &members() const { return *m_members; }

    static constexpr int avatarSize = 72;

Q_SIGNALS:
    void closeRequested();
    void filesRequested();
    void writeRequested(const QString &username);
    void shownPeopleChanged();

private:
    void build();
    void addIdentity(QVBoxLayout &column);
    void connectParts();
    void openPictureMenu();
    void setBusy(bool busy);

    Account &m_account;
    const Theme &m_theme;
    Chat m_chat;
    GroupActions *m_actions;
    IconButton *m_close;
    AvatarWidget *m_avatar;
    Label *m_title;
    QPushButton *m_rename;
    QPushButton *m_picture;
    ChatButtons *m_own;
    MembersPanel *m_members;
    QCheckBox *m_history;
    QPushButton *m_leave;
    Label *m_error;
};

} // namespace confab
