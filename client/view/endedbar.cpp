// SPDX-License-Identifier: Apache-2.0
#include "client/view/endedbar.h"

#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

EndedBar::EndedBar(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_text(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"endedBar"_s);
    m_text->setObjectName(u"endedText"_s);
    m_error->setObjectName(u"endedError"_s);
    m_button->setObjectName(u"endedButton"_s);
    m_error->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(Metrics::medium);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Metrics::large + Metrics::medium, Metrics::small,
                               Metrics::large + Metrics::small, Metrics::medium + Metrics::small);
    layout->setSpacing(Metrics::unit);
    layout->addLayout(row);
    layout->addWidget(m_error);
    connect(m_button, &QPushButton::clicked, this, &EndedBar::act);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool EndedBar::show(const Chat &chat)
{
    const ChatId active = m_account.active().chat();
    if (chat.id != m_chat.id || chat.state != m_chat.state)
        m_error->hide();
    m_chat = chat;
    m_elsewhere = active == chat.id || chat.isGroup() ? ChatId() : active;
    if (!m_elsewhere.isNull()) {
        const QString name = m_account.chat(m_elsewhere).displayName;
        m_text->setText(
            tr("You are in a conversation with %1. End it before you write to somebody else.").arg(name));
        m_button->setText(tr("Go there"));
        m_button->setAccessibleName(tr("Go to the conversation with %1").arg(name));
    } else {
        m_text->setText(tr("This conversation was ended. It can be read, but nobody can write in it."));
        m_button->setText(tr("Start again"));
        m_button->setAccessibleName(tr("Start the conversation with %1 again").arg(chat.displayName));
    }
    const bool isWanted = !m_elsewhere.isNull() || chat.state == ConversationState::Closed;
    setVisible(isWanted);
    return isWanted;
}

void EndedBar::act()
{
    if (!m_elsewhere.isNull())
        return Q_EMIT chatRequested(m_elsewhere);
    m_error->hide();
    m_button->setEnabled(false);
    m_account.active().start(m_chat.id, this, [this, chat = m_chat.id](const Result<void> &done) {
        m_button->setEnabled(true);
        if (!done && chat == m_chat.id)
            showError(done.error());
    });
}

void EndedBar::showError(const Error &error)
{
    // This account is in none, or the bar would say so.
    const bool isOther = error.code == ErrorCode::ConversationActive;
    m_error->setText(isOther
                         ? tr("%1 is in another conversation now. Try again later.").arg(m_chat.displayName)
                         : errorText(error));
    m_error->show();
}

void EndedBar::paintEvent(QPaintEvent *)
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
