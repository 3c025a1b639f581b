// SPDX-License-Identifier: Apache-2.0
#include "client/view/securitypage.h"

#include "client/store/account.h"
#include "client/store/secretstore.h"
#include "client/view/formpage.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/recoverycodesdialog.h"
#include "shared/core/limits.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::SecurityPage)
};

QString protectionText(SecretStore::Protection protection)
{
    switch (protection) {
    case SecretStore::Protection::Keychain:
        return Text::tr("Your login is kept in this computer's keychain.");
    case SecretStore::Protection::OwnerOnlyFile:
        return Text::tr(
            "No keychain runs here. Your login is kept in a file that only your user account of this "
            "computer can read; it is not encrypted.");
    case SecretStore::Protection::Memory:
        return Text::tr("Your login is kept in memory only and is gone when Confab ends.");
    }
    Q_UNREACHABLE();
}

} // namespace

SecurityPage::SecurityPage(Account &account, const ViewParts &parts, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_password(new FormPage(parts.theme, u"passwordForm"_s, this))
    , m_endsOthers(new QCheckBox(tr("Log me out everywhere else when the password changes"), this))
    , m_codes(new FormPage(parts.theme, u"codesForm"_s, this))
{
    addPasswordForm();
    addCodesForm();
    m_endsOthers->setObjectName(u"endOtherSessions"_s);
    m_endsOthers->setChecked(true);
    auto *kept = new Label(protectionText(parts.secrets.protection()), Label::Size::Body,
                           Label::Tone::Secondary, Label::Wrap::Yes, this);
    kept->setObjectName(u"protectionText"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Metrics::large);
    layout->addWidget(m_password);
    layout->addWidget(m_endsOthers);
    layout->addWidget(m_codes);
    layout->addWidget(kept);
}

void SecurityPage::addPasswordForm()
{
    m_password->setTitle({}, tr("Change the password."));
    m_password->addField(u"password"_s, tr("Present password"), FormField::Kind::Password);
    m_password->addField(u"newPassword"_s, tr("New password"), FormField::Kind::Password)
        ->setHint(tr("At least %n character(s)", nullptr, Limits::passwordMin));
    m_password->addSubmit(tr("Change the password"), tr("Changing…"));
    connect(m_password, &FormPage::submitted, this, &SecurityPage::changePassword);
}

void SecurityPage::addCodesForm()
{
    m_codes->setTitle({}, tr("Make new recovery codes. The old ones stop working."));
    m_codes->addField(u"password"_s, tr("Present password"), FormField::Kind::Password);
    m_codes->addSubmit(tr("Make new codes"), tr("Making the codes…"));
    connect(m_codes, &FormPage::submitted, this, &SecurityPage::renewCodes);
}

void SecurityPage::changePassword()
{
    m_password->setBusy(true);
    const ChangePasswordRequest request{.password = m_password->value(u"password"_s),
                                        .newPassword = m_password->value(u"newPassword"_s),
                                        .endOtherSessions = m_endsOthers->isChecked()};
    m_account.changePassword(request, this, [this](const Result<void> &result) {
        m_password->setBusy(false);
        if (!result) {
            m_password->showError(result.error());
            return;
        }
        m_password->clearSecrets();
        m_password->showNotice(tr("The password is changed."));
    });
}

void SecurityPage::renewCodes()
{
    m_codes->setBusy(true);
    m_account.renewRecoveryCodes(
        m_codes->value(u"password"_s), this, [this](const Result<QStringList> &result) {
            m_codes->setBusy(false);
            if (!result) {
                m_codes->showError(result.error());
                return;
            }
            m_codes->clearSecrets();
            auto *dialog = new RecoveryCodesDialog(*result, m_account.me().user.username, window());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
}

} // namespace confab
