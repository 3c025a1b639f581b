// SPDX-License-Identifier: Apache-2.0
#include "client/view/accountpage.h"

#include "client/store/account.h"
#include "client/view/deleteaccountdialog.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/takeoutform.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

AccountPage::AccountPage(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_takeout(new TakeoutForm(account, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(m_takeout);
    layout->addSpacing(2 * Metrics::large);
    layout->addWidget(new Label(tr("Delete the account for good. You choose whether what you wrote stays "
                                   "with the people you wrote to."),
                                Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes));
    auto *remove = new QPushButton(tr("Delete the account…"), this);
    remove->setObjectName(u"deleteAccountButton"_s);
    remove->setProperty("danger", true);
    connect(remove, &QPushButton::clicked, this, &AccountPage::askToDelete);
    layout->addWidget(remove, 0, Qt::AlignLeading);
}

void AccountPage::askToDelete()
{
    auto *dialog = new DeleteAccountDialog(m_account, m_theme, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeleteAccountDialog::exportRequested, m_takeout, &TakeoutForm::begin);
    dialog->open();
}

} // namespace confab
