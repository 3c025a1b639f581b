// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

#include <QObject>
#include <QSet>

namespace confab {

class Account;
class Theme;

/// What a person asks to become of a group, with the questions before it: of the group that was shown
/// when it began, whichever is shown when it ends. One thing at a time in each. Belongs to the
/// widget over which its dialogs stand; account and theme outlive it. GUI thread.
class GroupActions final : public QObject {
    Q_OBJECT

public:
    GroupActions(Account &account, const Theme &theme, QWidget *parent);

    void setChat(const Chat &chat) { m_chat = chat; }

    void rename();
    void choosePicture();
    void removePicture();
    void setHistory(GroupHistory history);
    void addMembers();
    void setRole(const QString &username, MemberRole role);
    void removeMember(const QString &username, const QString &displayName);
    void leave();
    [[nodiscard]] bool isBusy(ChatId chat) const { return m_busy.contains(chat); }

Q_SIGNALS:
    void busyChanged(confab::ChatId chat);
    /// Empty when something else begins.
    void failed(confab::ChatId chat, const QString &text);

private:
    /// Has a square of that file's picture chosen.
    void usePicture(ChatId chat, const QString &path);
    [[nodiscard]] std::function<void(Result<void>)> finished(ChatId chat);
    void askToLeave();

    Account &m_account;
    const Theme &m_theme;
    QWidget *m_window;
    Chat m_chat;
    QSet<ChatId> m_busy; ///< groups of which the server is asked something
};

} // namespace confab
