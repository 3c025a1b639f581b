// SPDX-License-Identifier: Apache-2.0
#include "client/view/profilepage.h"

#include "client/store/account.h"
#include "client/view/errortext.h"
#include "client/view/formpage.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/ownpicture.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int hintIndent = 30; ///< as far as a check box indents its text

} // namespace

ProfilePage::ProfilePage(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_name(new FormPage(theme, u"nameForm"_s, this))
    , m_receipts(new QCheckBox(tr("Tell others when I have read their messages"), this))
    , m_presence(new QCheckBox(tr("Show others when I am online"), this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
{
    m_receipts->setObjectName(u"sendReadReceipts"_s);
    m_presence->setObjectName(u"sharePresence"_s);
    m_error->setObjectName(u"privacyError"_s);
    m_error->hide();
    m_name->setTitle({}, u'@' + account.me().user.username);
    m_name->addField(u"displayName"_s, tr("Your name"));
    m_name->addField(u"status"_s, tr("Status, for others to see"), FormField::Kind::Text,
                     FormPage::Requirement::Optional);
    m_name->addSubmit(tr("Save"), tr("Saving…"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    layout->addWidget(new OwnPicture(account, theme, this));
    layout->addSpacing(Metrics::small);
    layout->addWidget(m_name);
    layout->addSpacing(Metrics::large);
    const auto addSwitch = [&](QCheckBox *box, const QString &meaning) {
        auto *hint = new Label(meaning, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this);
        auto *indented = new QHBoxLayout; // Which stands on the side where one begins to read.
        indented->addSpacing(hintIndent);
        indented->addWidget(hint, 1);
        layout->addWidget(box);
        layout->addLayout(indented);
    };
    addSwitch(m_receipts, tr("Only while you do, you see whether they have read yours."));
    addSwitch(m_presence, tr("Only while you do, you see who is online and when others were last here."));
    auto *mentions = new QCheckBox(tr("Tell me when somebody mentions me in a muted group"), this);
    mentions->setObjectName(u"tellsMentions"_s);
    mentions->setChecked(account.tellsMentions());
    connect(mentions, &QCheckBox::toggled, &account, &Account::setTellsMentions);
    addSwitch(mentions, tr("A group counts as muted for everything else."));
    layout->addWidget(m_error);

    connect(m_name, &FormPage::submitted, this, &ProfilePage::saveName);
    for (QCheckBox *box : {m_receipts, m_presence})
        connect(box, &QCheckBox::toggled, this, &ProfilePage::savePrivacy);
    connect(&account, &Account::meChanged, this, &ProfilePage::showMe);
    showMe();
}

void ProfilePage::showMe()
{
    const User before = std::exchange(m_shown, m_account.me().user);
    // What is being typed stays.
    const auto follow = [this](const QString &field, const QString &old, const QString &now) {
        if (m_name->value(field) == old && old != now)
            m_name->setValue(field, now);
    };
    follow(u"displayName"_s, before.displayName, m_shown.displayName);
    follow(u"status"_s, before.status.value_or(QString()), m_shown.status.value_or(QString()));
    showPrivacy();
}

void ProfilePage::showPrivacy()
{
    const Me me = m_account.me();
    const QSignalBlocker receipts(m_receipts);
    const QSignalBlocker presence(m_presence);
    m_receipts->setChecked(me.sendReadReceipts);
    m_presence->setChecked(me.sharePresence);
}

void ProfilePage::saveName()
{
    m_name->setBusy(true);
    for (const QString &field : {u"displayName"_s, u"status"_s})
        m_name->setValue(field, m_name->value(field).trimmed());
    const UpdateMeRequest request{.displayName = m_name->value(u"displayName"_s),
                                  .status = m_name->value(u"status"_s)};
    m_account.updateMe(request, this, [this](const Result<Me> &result) {
        m_name->setBusy(false);
        if (result)
            m_name->showNotice(tr("Saved"));
        else
            m_name->showError(result.error());
    });
}

void ProfilePage::savePrivacy()
{
    m_error->hide();
    const UpdateMeRequest request{.sendReadReceipts = m_receipts->isChecked(),
                                  .sharePresence = m_presence->isChecked()};
    m_account.updateMe(request, this, [this](const Result<Me> &result) {
        if (result)
            return;
        m_error->setText(errorText(result.error()));
        m_error->show();
        showPrivacy();
    });
}

} // namespace confab
