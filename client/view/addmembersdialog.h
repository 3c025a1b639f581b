// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class Label;
class PeoplePicker;
class Theme;

/// Adds people to a group, one after the other; whoever cannot be added stays chosen, with the reason below.
/// Goes when it closes. GUI thread; account and theme outlive it.
class AddMembersDialog final : public QDialog {
    Q_OBJECT

public:
    AddMembersDialog(Account &account, const Theme &theme, const Chat &chat, QWidget *parent);

private:
    void build();
    void addNext();
    void update();

    Account &m_account;
    const Chat m_chat;
    PeoplePicker *m_people;
    Label *m_error;
    QPushButton *m_add;
    bool m_isAdding = false;
};

} // namespace confab
