// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QProgressBar)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class Label;

/// Has an archive made of everything one has, shows how far it is, and saves it. What it shows is the
/// account's Takeout, which goes on without it. GUI thread; the account outlives it.
class TakeoutForm final : public QWidget {
    Q_OBJECT

public:
    explicit TakeoutForm(Account &account, QWidget *parent = nullptr);

    void begin();

private:
    void showState();
    void chooseFile();

    Account &m_account;
    Label *m_text;
    Label *m_error;
    QProgressBar *m_bar;
    QPushButton *m_begin;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace confab
