// SPDX-License-Identifier: Apache-2.0
#include "client/view/offlinebar.h"

#include "client/view/icons.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {
namespace {

constexpr auto patience = 800ms;
constexpr int iconSize = 16;

bool isPassing(ConnectionStatus::State state)
{
    return state == ConnectionStatus::State::Connecting || state == ConnectionStatus::State::Syncing;
}

} // namespace

OfflineBar::OfflineBar(const Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_theme(theme)
    , m_text(new Label({}, Label::Size::Caption, Label::Tone::Normal, Label::Wrap::Yes, this))
    , m_action(new QPushButton(this))
    , m_second(new QTimer(this))
    , m_patience(new QTimer(this))
{
    setObjectName(u"offlineBar"_s);
    m_text->setObjectName(u"offlineText"_s);
    m_action->setObjectName(u"offlineAction"_s);
    m_action->setProperty("link", true);
    m_action->setFont(Metrics::strong(m_text->font()));
    m_patience->setSingleShot(true);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Metrics::large + iconSize + Metrics::small, 2, Metrics::medium, 2);
    layout->setSpacing(Metrics::small);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    setMinimumHeight(Metrics::button);
    hide();

    connect(m_second, &QTimer::timeout, this, &OfflineBar::showContent);
    connect(m_patience, &QTimer::timeout, this, &OfflineBar::showContent);
    connect(m_action, &QPushButton::clicked, this, &OfflineBar::act);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void OfflineBar::setStatus(const ConnectionStatus &status)
{
    // A bar that is there already changes its words at once; a new one waits whether it passes by itself.
    if (isPassing(status.state) && isHidden() && !m_patience->isActive())
        m_patience->start(patience);
    m_status = status;
    if (status.retryAt)
        m_second->start(1s);
    else
        m_second->stop();
    showContent();
}

void OfflineBar::showContent()
{
    m_content = ConnectionText::of(m_status, m_clock.now());
    m_text->setText(m_content.text);
    m_action->setText(m_content.actionText);
    m_action->setVisible(m_content.action != ConnectionText::Action::None);
    const bool waits = isPassing(m_status.state) && m_patience->isActive();
    if (!waits)
        setVisible(!m_content.text.isEmpty());
    update();
}

void OfflineBar::act()
{
    if (m_content.action == ConnectionText::Action::LogIn)
        Q_EMIT logInRequested();
    else
        Q_EMIT tryNowRequested();
}

void OfflineBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    const bool passing = isPassing(m_status.state);
    const QColor tone = passing ? colors.accent : colors.warning;
    painter.fillRect(rect(), mixed(colors.window, tone, 0.12));
    painter.fillRect(QRect(0, height() - 1, width(), 1), mixed(colors.window, tone, 0.3));
    const QRect icon(Metrics::large, (height() - iconSize) / 2, iconSize, iconSize);
    paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), icon),
              passing ? "retry"_L1 : "offline"_L1, tone);
}

} // namespace confab
