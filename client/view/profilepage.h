// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/accountrequests.h"
#include "shared/protocol/user.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QCheckBox)

namespace confab {

class Account;
class FormPage;
class Label;
class Theme;

/// Settings: what others see of oneself.
class ProfilePage final : public QWidget {
    Q_OBJECT

public:
    ProfilePage(Account &account, const Theme &theme, QWidget *parent = nullptr);

private:
    void showMe();
    void showPrivacy();
    void saveName();
    void savePrivacy();

    Account &m_account;
    User m_shown; ///< as last heard
    FormPage *m_name;
    QCheckBox *m_receipts;
    QCheckBox *m_presence;
    Label *m_error;
};

} // namespace confab
