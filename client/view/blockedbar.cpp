// SPDX-License-Identifier: Apache-2.0
#include "client/view/blockedbar.h"

#include "client/store/account.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

BlockedBar::BlockedBar(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_text(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_unblock(new QPushButton(tr("Unblock"), this))
{
    setObjectName(u"blockedBar"_s);
    m_unblock->setObjectName(u"unblockButton"_s);
    m_error->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(Metrics::medium);
    row->addWidget(m_text, 1);
    row->addWidget(m_unblock);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Metrics::large + Metrics::medium, Metrics::small,
                               Metrics::large + Metrics::small, Metrics::medium + Metrics::small);
    layout->setSpacing(Metrics::unit);
    layout->addLayout(row);
    layout->addWidget(m_error);
    connect(m_unblock, &QPushButton::clicked, this, &BlockedBar::unblock);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BlockedBar::show(const Chat &chat, Reason reason)
{
    if (chat.id != m_chat.id)
        m_error->hide();
    m_chat = chat;
    m_text->setText(reason == Reason::Blocked
                        ? tr("You blocked %1.").arg(chat.displayName)
                        : tr("This account is deleted. Nobody can write to it any more."));
    m_unblock->setVisible(reason == Reason::Blocked);
    m_unblock->setAccessibleName(tr("Unblock %1").arg(chat.displayName));
}

void BlockedBar::unblock()
{
    m_error->hide();
    m_unblock->setEnabled(false);
    m_account.remove(Relation::Block, m_chat.username, this, [this](const Result<void> &done) {
        m_unblock->setEnabled(true);
        if (done)
            return;
        m_error->setText(errorText(done.error()));
        m_error->show();
    });
}

void BlockedBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colors().separator);
    painter.setBrush(m_theme.colors().sidebar);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(Metrics::large + 0.5, 0.5, -Metrics::large - 0.5, -Metrics::medium + 0.5),
        Metrics::bubbleRadius, Metrics::bubbleRadius);
}

} // namespace confab
