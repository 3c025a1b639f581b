// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QRadioButton)

namespace confab {

class Account;
class FormPage;
class Theme;

/// Asks before an account is deleted: what becomes of what was written, and the password. When the server
/// says that it is done, the account says so and everything closes. GUI thread; the account and the theme
/// outlive it.
class DeleteAccountDialog final : public QDialog {
    Q_OBJECT

public:
    DeleteAccountDialog(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// Not while the server is at it: what is asked of it cannot be called back.
    void reject() override;

Q_SIGNALS:
    /// Rather have everything first.
    void exportRequested();

private:
    void remove();
    void setBusy(bool busy);

    Account &m_account;
    QRadioButton *m_keeps;
    QRadioButton *m_removes;
    FormPage *m_form;
    QPushButton *m_takeout;
    QPushButton *m_cancel;
    bool m_isBusy = false;
};

} // namespace confab
