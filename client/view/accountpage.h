// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace confab {

class Account;
class TakeoutForm;
class Theme;

/// Settings: the account as a whole: taking everything along, and deleting it. GUI thread; the account
/// and the theme outlive it.
class AccountPage final : public QWidget {
    Q_OBJECT

public:
    AccountPage(Account &account, const Theme &theme, QWidget *parent = nullptr);

private:
    void askToDelete();

    Account &m_account;
    const Theme &m_theme;
    TakeoutForm *m_takeout;
};

} // namespace confab
