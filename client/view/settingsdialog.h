// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/mainwindow.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QListWidget)
QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace confab {

/// Everything a person can choose, by subject. What is chosen takes effect at once.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Account &account, const ViewParts &parts, QWidget *parent = nullptr);

    /// The pages in their order; the last is there for those who run the server.
    enum class Page { Appearance, Notifications, Profile, Blocked, Security, Sessions, Account, Invites };
    void showPage(Page page);

private:
    void addPage(const QString &title, QWidget *page);
    void offerInvites();

    Account &m_account;
    QListWidget *m_list;
    QStackedWidget *m_pages;
};

} // namespace confab
