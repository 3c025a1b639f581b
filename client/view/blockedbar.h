// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class Label;
class Theme;

/// Stands where one writes while the person one talks to is blocked: says so, and takes it back. Of one who
/// has deleted the account it says that. GUI thread;
/// the account and the theme outlive it.
class BlockedBar final : public QWidget {
    Q_OBJECT

public:
    BlockedBar(Account &account, const Theme &theme, QWidget *parent = nullptr);

    enum class Reason { Blocked, Deleted };
    void show(const Chat &chat, Reason reason);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void unblock();

    Account &m_account;
    const Theme &m_theme;
    Chat m_chat;
    Label *m_text;
    Label *m_error;
    QPushButton *m_unblock;
};

} // namespace confab
