// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/error.h"

#include <QDialog>
#include <QUuid>

QT_FORWARD_DECLARE_CLASS(QCheckBox)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class FormField;
class Label;
class PeoplePicker;
class Theme;

/// Makes a group: what it is called, who is in it, and what those see of it who join later. Goes when it
/// closes. GUI thread; account and theme outlive it.
class NewGroupDialog final : public QDialog {
    Q_OBJECT

public:
    NewGroupDialog(Account &account, const Theme &theme, QWidget *parent);

Q_SIGNALS:
    void created(confab::ChatId chat);

private:
    void build();
    void create();
    void showError(const Error &error);
    void setBusy(bool busy);

    Account &m_account;
    const QUuid m_clientId; ///< of all its attempts, so that there is one group
    FormField *m_title;
    PeoplePicker *m_people;
    QCheckBox *m_history;
    Label *m_error;
    QPushButton *m_create;
};

} // namespace confab
