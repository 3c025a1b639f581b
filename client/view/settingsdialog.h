// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/mainwindow.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QListWidget)
QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace confab {

/// Everything a person can choose, by subject. What is chosen takes effect at once. The subjects stand beside
/// their page, above it where there is too little room.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Account &account, const ViewParts &parts, QWidget *parent = nullptr);

    /// The pages in their order; the last is there for those who run the server.
    enum class Page { Appearance, Notifications, Profile, Blocked, Security, Sessions, Account, Invites };
    void showPage(Page page);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeSubjects();
    void addPage(const QString &title, QWidget *page);
    void offerInvites();

    Account &m_account;
    QListWidget *m_list;
    QComboBox *m_choice; ///< in place of the list in a narrow window
    QStackedWidget *m_pages;
};

} // namespace confab
