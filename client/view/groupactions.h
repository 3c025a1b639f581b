// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

#include <QObject>

namespace confab {

class Account;
class Theme;

/// What a person asks to become of a group, with the questions before it. One thing at a time. Belongs to the
/// widget over which its dialogs stand; account and theme outlive it. GUI thread.
class GroupActions final : public QObject {
    Q_OBJECT

public:
    GroupActions(Account &account, const Theme &theme, QWidget *parent);

    void setChat(const Chat &chat) { m_chat = chat; }

    void rename();
    void choosePicture();
    /// Has a square of that file's picture chosen.
    void usePicture(const QString &path);
    void removePicture();
    void setHistory(GroupHistory history);
    void addMembers();
    void setRole(const QString &username, MemberRole role);
    void removeMember(const QString &username, const QString &displayName);
    void leave();

Q_SIGNALS:
    void busyChanged(bool busy);
    /// Empty when something else begins.
    void failed(const QString &text);

private:
    [[nodiscard]] std::function<void(Result<void>)> finished();
    void askToLeave();

    Account &m_account;
    const Theme &m_theme;
    QWidget *m_window;
    Chat m_chat;
};

} // namespace confab
