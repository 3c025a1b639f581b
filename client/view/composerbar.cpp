// SPDX-License-Identifier: Apache-2.0
#include "client/view/composerbar.h"

#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace confab {

ComposerBar::ComposerBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new ElidedLabel(Label::Size::Caption, Label::Tone::Normal, this))
    , m_text(new ElidedLabel(Label::Size::Caption, Label::Tone::Secondary, this))
{
    setObjectName(u"composerBar"_s);
    auto *close = new IconButton(theme, "close"_L1, tr("Cancel"), this);
    close->setObjectName(u"composerBarCancel"_s);
    connect(close, &QToolButton::clicked, this, &ComposerBar::cancelled);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    layout->addSpacing(Metrics::icon + Metrics::unit); // for the icon; a margin would not be mirrored
    layout->addLayout(words, 1);
    layout->addWidget(close);
    hide();
}

void ComposerBar::show(QLatin1StringView icon, const QString &title, const QString &text)
{
    m_icon = icon;
    m_title->setFullText(title);
    m_text->setFullText(text);
    setAccessibleName(title);
    setVisible(true);
    update();
}

void ComposerBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place(0, (height() - Metrics::icon) / 2, Metrics::icon, Metrics::icon);
    paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), place), m_icon, m_theme.colors().accent,
              IconDirection::Mirrored);
}

} // namespace confab
