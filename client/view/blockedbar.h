// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/noticebar.h"

namespace confab {

class Account;

/// Says that the person one talks to is blocked, and takes it back; of one who has deleted the account it
/// says that. GUI thread; the account and the theme outlive it.
class BlockedBar final : public NoticeBar {
    Q_OBJECT

public:
    BlockedBar(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// Shows itself if that chat wants it; says whether it does.
    bool show(const Chat &chat);

private:
    void unblock();

    Account &m_account;
    Chat m_chat;
};

} // namespace confab
