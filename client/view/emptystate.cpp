// SPDX-License-Identifier: Apache-2.0
#include "client/view/emptystate.h"

#include "client/view/icons.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace confab {
namespace {

constexpr int pictureSize = 40;
constexpr int textWidth = 320;

} // namespace

EmptyState::EmptyState(const Theme &theme, QLatin1StringView icon, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_picture(new QLabel(this))
    , m_title(new Label({}, Label::Size::Strong, Label::Tone::Normal, Label::Wrap::Yes, this))
    , m_text(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_action(new QPushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Metrics::large, Metrics::large, Metrics::large, Metrics::large);
    layout->setSpacing(Metrics::small);
    layout->addStretch(2);
    layout->addWidget(m_picture, 0, Qt::AlignHCenter);
    layout->addSpacing(Metrics::unit);
    for (Label *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setMaximumWidth(textWidth);
        label->setMinimumWidth(0);
        auto *row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(label, 100);
        row->addStretch(1);
        layout->addLayout(row);
    }
    layout->addSpacing(Metrics::unit);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    connect(&theme, &Theme::changed, this, &EmptyState::colour);
    colour();
}

void EmptyState::setContent(const QString &title, const QString &text, const QString &action)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
}

void EmptyState::colour()
{
    m_picture->setPixmap(linePixmap(m_icon, pictureSize, m_theme.colors().disabled, devicePixelRatioF()));
}

} // namespace confab
