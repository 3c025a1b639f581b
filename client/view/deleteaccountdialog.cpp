// SPDX-License-Identifier: Apache-2.0
#include "client/view/deleteaccountdialog.h"

#include "client/store/account.h"
#include "client/view/formpage.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int narrowest = 400;

} // namespace

DeleteAccountDialog::DeleteAccountDialog(Account &account, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_account(account)
    , m_keeps(new QRadioButton(tr("My messages stay with those I wrote to"), this))
    , m_removes(new QRadioButton(tr("My messages and files are removed everywhere"), this))
    , m_form(new FormPage(theme, u"deleteAccountForm"_s, this))
{
    setObjectName(u"deleteAccountDialog"_s);
    setWindowTitle(tr("Delete the account"));
    setMinimumWidth(narrowest);
    m_keeps->setObjectName(u"keepMessages"_s);
    m_removes->setObjectName(u"removeMessages"_s);
    m_keeps->setChecked(true);
    m_form->addField(u"password"_s, tr("Password"), FormField::Kind::Password);
    m_form->addSubmit(tr("Delete the account for good"), tr("Deleting…"));
    m_takeout = m_form->addLink(tr("Export everything first"));
    m_takeout->setObjectName(u"exportFirst"_s);
    connect(m_takeout, &QPushButton::clicked, this, [this] {
        Q_EMIT exportRequested();
        reject();
    });
    m_cancel = m_form->addLink(tr("Cancel"));
    m_cancel->setObjectName(u"cancelDeletion"_s);

    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    const QString name = m_account.me().user.username;
    layout->addWidget(new Label(tr("Delete the account %1?").arg(name), Label::Size::Title,
                                Label::Tone::Normal, Label::Wrap::Yes));
    layout->addWidget(new Label(tr("This cannot be taken back. You leave all groups, nobody can write to you "
                                   "any more, and nobody, not even you, can ever use this name again."),
                                Label::Size::Body, Label::Tone::Danger, Label::Wrap::Yes));
    layout->addWidget(m_keeps);
    layout->addWidget(m_removes);
    layout->addWidget(m_form);
    connect(m_form, &FormPage::submitted, this, &DeleteAccountDialog::remove);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_form->focusFirst();
}

void DeleteAccountDialog::remove()
{
    setBusy(true);
    using Messages = DeleteAccountRequest::Messages;
    const DeleteAccountRequest request{.password = m_form->value(u"password"_s),
                                       .messages
                                       = m_removes->isChecked() ? Messages::Remove : Messages::Keep};
    m_account.remove(request, this, [this](const Result<void> &removed) {
        setBusy(false);
        if (removed)
            accept();
        else
            m_form->showError(removed.error());
    });
}

void DeleteAccountDialog::reject()
{
    if (!m_isBusy)
        QDialog::reject();
}

void DeleteAccountDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    m_form->setBusy(busy);
    m_keeps->setEnabled(!busy);
    m_removes->setEnabled(!busy);
    m_takeout->setEnabled(!busy);
    m_cancel->setEnabled(!busy);
}

} // namespace confab
