// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class FormField;
class Theme;

/// Calls a group something else. Goes when it closes, which it does when the server has said yes. GUI thread;
/// account and theme outlive it.
class RenameDialog final : public QDialog {
    Q_OBJECT

public:
    RenameDialog(Account &account, const Theme &theme, const Chat &chat, QWidget *parent);

private:
    void save();

    Account &m_account;
    const ChatId m_chat;
    FormField *m_title;
    QPushButton *m_save;
};

} // namespace confab
