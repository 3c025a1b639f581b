// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/invite.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QVBoxLayout)

namespace confab {

class Account;
class Label;

/// Settings of those who run the server: the invitations that still let somebody in, new ones, and the end of
/// old ones.
class InvitesPage final : public QWidget {
    Q_OBJECT

public:
    explicit InvitesPage(Account &account, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QLayout *maker();
    void make();
    void load();
    void show(const QList<Invite> &invites);
    void say(const QString &text);
    [[nodiscard]] QWidget *row(const Invite &invite);
    [[nodiscard]] QLayout *buttons(const QString &code, QWidget *row);
    void copyLink(const QString &code);
    void revoke(const QString &code);

    Account &m_account;
    QComboBox *m_duration;
    QComboBox *m_uses;
    QPushButton *m_make;
    Label *m_message;
    bool m_saysUnloaded = false; ///< that the list could not be had
    QVBoxLayout *m_rows;
};

} // namespace confab
