// SPDX-License-Identifier: Apache-2.0
#include "client/view/noticebar.h"

#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

NoticeBar::NoticeBar(const QString &name, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_button(new QPushButton(this))
{
    setObjectName(name + "Bar"_L1);
    m_text->setObjectName(name + "Text"_L1);
    m_error->setObjectName(name + "Error"_L1);
    m_button->setObjectName(name + "Button"_L1);
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
    connect(m_button, &QPushButton::clicked, this, &NoticeBar::pressed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void NoticeBar::setText(const QString &text)
{
    m_text->setText(text);
}

void NoticeBar::setAction(const QString &text, const QString &accessibleName)
{
    m_button->setText(text);
    m_button->setAccessibleName(accessibleName);
    m_button->setVisible(!text.isEmpty());
}

void NoticeBar::setBusy(bool busy)
{
    m_button->setEnabled(!busy);
    if (busy)
        m_error->hide();
}

void NoticeBar::setError(const QString &text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
}

void NoticeBar::paintEvent(QPaintEvent *)
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
