// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/mainwindow.h"

QT_FORWARD_DECLARE_CLASS(QCheckBox)

namespace confab {

class FormPage;

/// Settings: the password, the recovery codes, and where the login is kept on this computer.
class SecurityPage final : public QWidget {
    Q_OBJECT

public:
    SecurityPage(Account &account, const ViewParts &parts, QWidget *parent = nullptr);

private:
    void addPasswordForm();
    void addCodesForm();
    void changePassword();
    void renewCodes();

    Account &m_account;
    FormPage *m_password;
    QCheckBox *m_endsOthers;
    FormPage *m_codes;
};

} // namespace confab
