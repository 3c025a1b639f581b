// SPDX-License-Identifier: Apache-2.0
#include "client/view/sessionspage.h"

#include "client/store/account.h"
#include "client/view/errortext.h"
#include "client/view/icons.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"
#include "client/view/timetext.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

namespace {

QString useText(const SessionSummary &session)
{
    const QString address = session.address;
    if (session.current)
        return address.isEmpty() ? SessionsPage::tr("This computer")
                                 : SessionsPage::tr("This computer, from %1").arg(address);
    const QString when = TimeText().exact(toDateTime(session.lastUsedAt));
    return address.isEmpty() ? SessionsPage::tr("Last used %1").arg(when)
                             : SessionsPage::tr("Last used %1 from %2").arg(when, address);
}

} // namespace

SessionsPage::SessionsPage(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_message(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_rows(new QVBoxLayout)
{
    m_message->setObjectName(u"sessionsMessage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Metrics::large);
    layout->addWidget(m_message);
    layout->addLayout(m_rows);
}

void SessionsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void SessionsPage::load()
{
    m_message->setText(tr("Loading…"));
    m_message->show();
    m_account.listSessions(this, [this](const Result<QList<SessionSummary>> &result) {
        if (result)
            show(*result);
        else
            m_message->setText(errorText(result.error()));
    });
}

void SessionsPage::show(const QList<SessionSummary> &sessions)
{
    m_message->hide();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const SessionSummary &session : sessions)
        m_rows->addWidget(row(session));
}

QWidget *SessionsPage::row(const SessionSummary &session)
{
    auto *row = new QWidget(this);
    auto *icon = new QLabel(row);
    icon->setPixmap(linePixmap("device"_L1, Metrics::icon, m_theme.colors().secondary, devicePixelRatioF()));
    auto *device = new ElidedLabel(Label::Size::Body, Label::Tone::Normal, row);
    device->setFullText(session.device.isEmpty() ? tr("Unnamed device") : session.device);
    auto *used = new ElidedLabel(Label::Size::Caption, Label::Tone::Secondary, row);
    used->setFullText(useText(session));
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(device);
    lines->addWidget(used);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(icon);
    layout->addLayout(lines, 1);
    if (!session.current) {
        auto *end = new QPushButton(tr("Log out"), row);
        end->setAccessibleName(tr("Log out %1", "the name of a device").arg(device->fullText()));
        connect(end, &QPushButton::clicked, this, [this, id = session.id] { revoke(id); });
        layout->addWidget(end);
    }
    return row;
}

void SessionsPage::revoke(SessionId session)
{
    m_account.revokeSession(session, this, [this](const Result<void> &result) {
        if (result) {
            load();
            return;
        }
        m_message->setText(errorText(result.error()));
        m_message->show();
    });
}

} // namespace confab
