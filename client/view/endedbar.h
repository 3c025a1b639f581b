// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/error.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class Label;
class Theme;

/// Stands where one writes while nobody can write there under the exclusive policy, and says why: the
/// conversation was ended, and can be taken up again, or the person is in another one, and can go there. GUI
/// thread; the account and the theme outlive it.
class EndedBar final : public QWidget {
    Q_OBJECT

public:
    EndedBar(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// Shows itself if that chat wants it; says whether it does.
    bool show(const Chat &chat);

Q_SIGNALS:
    /// The person wants to go to the active conversation.
    void chatRequested(confab::ChatId chat);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void act();
    void showError(const Error &error);

    Account &m_account;
    const Theme &m_theme;
    Chat m_chat;
    ChatId m_elsewhere; ///< where the person is instead; null for nowhere
    Label *m_text;
    Label *m_error;
    QPushButton *m_button;
};

} // namespace confab
