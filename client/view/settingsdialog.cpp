// SPDX-License-Identifier: Apache-2.0
#include "client/view/settingsdialog.h"

#include "client/store/account.h"
#include "client/view/accountpage.h"
#include "client/view/appearancepage.h"
#include "client/view/blockedpage.h"
#include "client/view/invitespage.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/notificationspage.h"
#include "client/view/profilepage.h"
#include "client/view/securitypage.h"
#include "client/view/sessionspage.h"

#include <QComboBox>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QSize firstSize{680, 520};
constexpr int narrowestPage = 400;
constexpr int margin = Metrics::large + Metrics::small;

} // namespace

SettingsDialog::SettingsDialog(Account &account, const ViewParts &parts, QWidget *parent)
    : QDialog(parent)
    , m_account(account)
    , m_list(new QListWidget(this))
    , m_choice(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    resize(firstSize);
    m_list->setObjectName(u"settingsList"_s);
    m_list->setAccessibleName(tr("Subjects"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_choice->setObjectName(u"settingsChoice"_s);
    m_choice->setAccessibleName(m_list->accessibleName());
    m_choice->setModel(m_list->model());

    addPage(tr("Appearance"), new AppearancePage(parts.theme, parts.preferences));
    addPage(tr("Notifications"), new NotificationsPage(parts));
    addPage(tr("Profile and privacy"), new ProfilePage(account, parts.theme));
    addPage(tr("Blocked people"), new BlockedPage(account, parts.theme));
    addPage(tr("Password and keys"), new SecurityPage(account, parts));
    addPage(tr("Where you are logged in"), new SessionsPage(account, parts.theme));
    addPage(tr("Account"), new AccountPage(account, parts.theme));
    offerInvites();
    connect(&account, &Account::meChanged, this, &SettingsDialog::offerInvites);

    auto *above = new QVBoxLayout;
    above->setContentsMargins(margin, margin, margin, 0);
    above->addWidget(m_choice);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addLayout(above);
    right->addWidget(m_pages, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addLayout(right, 1);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_list, &QListWidget::currentRowChanged, m_choice, &QComboBox::setCurrentIndex);
    connect(m_choice, &QComboBox::activated, m_list, qOverload<int>(&QListWidget::setCurrentRow));
    placeSubjects();
    showPage(Page::Appearance);
}

void SettingsDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    placeSubjects();
}

void SettingsDialog::placeSubjects()
{
    const bool isNarrow = width() < m_list->width() + narrowestPage;
    m_list->setVisible(!isNarrow);
    m_choice->setVisible(isNarrow);
}

void SettingsDialog::showPage(Page page)
{
    m_list->setCurrentRow(int(page));
}

/// Whether one runs the server may be known only when it has been asked.
void SettingsDialog::offerInvites()
{
    if (m_account.me().role != Role::User && !findChild<InvitesPage *>())
        addPage(tr("Invitations"), new InvitesPage(m_account));
}

void SettingsDialog::addPage(const QString &title, QWidget *page)
{
    m_list->addItem(title);
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * Metrics::medium);
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::large);
    layout->addWidget(new Label(title, Label::Size::Title));
    layout->addWidget(page);
    layout->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(column);
    m_pages->addWidget(scroll);
}

} // namespace confab
