// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/chatactions.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class ChatMenu;
class Label;
class Theme;

/// What a person can make of a conversation for oneself alone, as buttons among its details: see its files,
/// mute, pin, archive. GUI thread; account and theme outlive it.
class ChatButtons final : public QWidget {
    Q_OBJECT

public:
    ChatButtons(Account &account, const Theme &theme, QWidget *parent = nullptr);

    void show(const Chat &chat);

Q_SIGNALS:
    void filesRequested();

private:
    void update();
    void mute();

    Account &m_account;
    Chat m_chat;
    ChatMenu *m_menu;
    QPushButton *m_files;
    QPushButton *m_mute;
    QPushButton *m_pin;
    QPushButton *m_archive;
    Label *m_muted;
    QTimer *m_minute; ///< muting ends by itself
};

} // namespace confab
