// SPDX-License-Identifier: Apache-2.0
#include "client/view/invitespage.h"

#include "client/store/account.h"
#include "client/store/invitations.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/timetext.h"
#include "shared/core/clock.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int dayCounts[]{1, 7, 30};
constexpr int useCounts[]{1, 5, 25};

} // namespace

InvitesPage::InvitesPage(Account &account, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_duration(new QComboBox(this))
    , m_uses(new QComboBox(this))
    , m_make(new QPushButton(tr("Invite"), this))
    , m_message(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"invitesPage"_s);
    m_message->setObjectName(u"invitesMessage"_s);
    m_make->setObjectName(u"makeInvite"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::large);
    m_rows->setSpacing(Metrics::large);
    layout->addWidget(new Label(tr("Whoever has an invitation can make an account on this server."),
                                Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this));
    layout->addLayout(maker());
    layout->addWidget(m_message);
    layout->addLayout(m_rows);
    connect(m_make, &QPushButton::clicked, this, &InvitesPage::make);
}

QLayout *InvitesPage::maker()
{
    for (const int days : dayCounts)
        m_duration->addItem(tr("for %n day(s)", "how long an invitation is good", days), days);
    m_duration->addItem(tr("without an end"));
    m_duration->setCurrentIndex(1);
    m_duration->setAccessibleName(tr("How long the invitation is good"));
    for (const int count : useCounts)
        m_uses->addItem(tr("%n account(s)", "how many accounts an invitation is good for", count), count);
    m_uses->addItem(tr("any number of accounts"));
    m_uses->setAccessibleName(tr("How many accounts the invitation is good for"));
    // Below each other: a narrow window cuts nothing off.
    auto *column = new QVBoxLayout;
    column->setSpacing(Metrics::small);
    for (QWidget *part : std::initializer_list<QWidget *>{m_uses, m_duration, m_make})
        column->addWidget(part, 0, Qt::AlignLeft);
    return column;
}

void InvitesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void InvitesPage::make()
{
    InviteRequest request;
    if (const QVariant days = m_duration->currentData(); days.isValid())
        request.expiresAt = SystemClock().now() + std::chrono::days(days.toInt());
    if (const QVariant uses = m_uses->currentData(); uses.isValid())
        request.usesLeft = uses.toInt();
    m_make->setEnabled(false);
    m_account.invitations().make(request, this, [this](const Result<Invite> &invite) {
        m_make->setEnabled(true);
        if (!invite)
            return say(errorText(invite.error()));
        copyLink(invite->code);
        load();
    });
}

void InvitesPage::load()
{
    m_account.invitations().list(this, [this](const Result<QList<Invite>> &invites) {
        if (invites)
            show(*invites);
        else {
            say(errorText(invites.error()));
            m_saysUnloaded = true;
        }
    });
}

void InvitesPage::say(const QString &text)
{
    m_message->setText(text);
    m_saysUnloaded = false;
}

void InvitesPage::show(const QList<Invite> &invites)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    if (m_saysUnloaded)
        say({});
    if (invites.isEmpty())
        say(tr("There is no invitation now."));
    for (const Invite &invite : invites)
        m_rows->addWidget(row(invite));
}

QWidget *InvitesPage::row(const Invite &invite)
{
    auto *row = new QWidget(this);
    auto *code = new Label(invite.code, Label::Size::Body, Label::Tone::Normal, Label::Wrap::No, row);
    code->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const QString uses = invite.usesLeft ? tr("%n account(s) left", nullptr, *invite.usesLeft)
                                         : tr("any number of accounts");
    const QString until = invite.expiresAt
        ? tr("until %1", "when an invitation ends").arg(TimeText().exact(toDateTime(*invite.expiresAt)))
        : tr("without an end");
    const QString good = tr("%1, %2", "how many accounts, and until when").arg(uses, until);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::unit);
    layout->addWidget(code);
    layout->addWidget(new Label(good, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, row));
    layout->addLayout(buttons(invite.code, row));
    return row;
}

QLayout *InvitesPage::buttons(const QString &code, QWidget *row)
{
    auto *copy = new QPushButton(tr("Copy link"), row);
    copy->setAccessibleName(tr("Copy the link of the invitation %1").arg(code));
    connect(copy, &QPushButton::clicked, this, [this, code] { copyLink(code); });
    auto *revoke = new QPushButton(tr("Revoke"), row);
    revoke->setAccessibleName(tr("Revoke the invitation %1").arg(code));
    connect(revoke, &QPushButton::clicked, this, [this, code] { this->revoke(code); });
    auto *line = new QHBoxLayout;
    line->setSpacing(Metrics::small);
    line->addWidget(copy);
    line->addWidget(revoke);
    line->addStretch();
    return line;
}

void InvitesPage::copyLink(const QString &code)
{
    QGuiApplication::clipboard()->setText(m_account.invitations().link(code));
    say(tr("The link of the invitation %1 is copied: pass it on.").arg(code));
}

void InvitesPage::revoke(const QString &code)
{
    m_account.invitations().revoke(code, this, [this, code](const Result<void> &revoked) {
        say(revoked ? tr("The invitation %1 lets nobody in any more.").arg(code)
                    : errorText(revoked.error()));
        load();
    });
}

} // namespace confab
