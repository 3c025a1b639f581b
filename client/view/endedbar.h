// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/noticebar.h"
#include "shared/core/error.h"

namespace confab {

class Account;

/// Says why nobody can write under the exclusive policy: the conversation was ended, and can be taken up
/// again, or the person is in another one, and can go there. GUI thread; the account and the theme outlive
/// it.
class EndedBar final : public NoticeBar {
    Q_OBJECT

public:
    EndedBar(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// Shows itself if that chat wants it; says whether it does.
    bool show(const Chat &chat);

Q_SIGNALS:
    /// The person wants to go to the active conversation.
    void chatRequested(confab::ChatId chat);

private:
    void act();
    [[nodiscard]] QString textOf(const Error &error) const;

    Account &m_account;
    Chat m_chat;
    ChatId m_elsewhere; ///< where the person is instead; null for nowhere
};

} // namespace confab
