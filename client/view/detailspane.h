// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"
#include "shared/protocol/relation.h"
#include "shared/protocol/user.h"

#include <QPixmap>
#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class Account;
class AvatarWidget;
class ChatButtons;
class IconButton;
class Label;
class Theme;

/// What there is to know of the person one talks to, and what one can make of that person: a contact, or
/// somebody blocked. Beside the conversation, or over it where that is narrow. GUI thread; the account and
/// the theme outlive it.
class DetailsPane final : public QWidget {
    Q_OBJECT

public:
    DetailsPane(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// The person of that conversation; `picture` is null for none.
    void show(const Chat &chat, const std::optional<User> &person, const QPixmap &picture);

    static constexpr int avatarSize = 96;

Q_SIGNALS:
    void closeRequested();
    void filesRequested();

private:
    void build();
    void showPresence();
    void changeContact();
    void changeBlock();
    /// What becomes of a call about that person: while it is the one shown, the buttons wait for it, and its
    /// error stands below them.
    [[nodiscard]] std::function<void(Result<void>)> finished(const QString &username);
    void setBusy(bool busy);

    Account &m_account;
    const Theme &m_theme;
    Chat m_chat;
    std::optional<User> m_person;
    AvatarWidget *m_avatar;
    IconButton *m_close;
    Label *m_name;
    Label *m_username;
    Label *m_presence;
    Label *m_status;
    Label *m_blocked;
    ChatButtons *m_own;
    QPushButton *m_contact;
    QPushButton *m_block;
    QPushButton *m_end; ///< the active conversation of the exclusive policy
    Label *m_error;
    QTimer *m_minute; ///< "last seen 3 minutes ago" grows older
};

} // namespace confab
