// SPDX-License-Identifier: Apache-2.0
#include "client/view/label.h"

#include "client/view/breakabletext.h"
#include "client/view/metrics.h"
#include "client/view/tooltiptext.h"

#include <QApplication>
#include <QEvent>

namespace confab {
namespace {

QFont fontOf(Label::Size size)
{
    const QFont font = QApplication::font();
    switch (size) {
    case Label::Size::Caption:
        return Metrics::caption(font);
    case Label::Size::Body:
        return font;
    case Label::Size::Strong:
        return Metrics::strong(font);
    case Label::Size::Title:
        return Metrics::title(font);
    }
    Q_UNREACHABLE();
}

/// The palette carries the tones: see paletteOf in theme.cpp.
QPalette::ColorRole roleOf(Label::Tone tone)
{
    switch (tone) {
    case Label::Tone::Normal:
        return QPalette::WindowText;
    case Label::Tone::Secondary:
        return QPalette::PlaceholderText;
    case Label::Tone::Danger:
        return QPalette::BrightText;
    }
    Q_UNREACHABLE();
}

} // namespace

Label::Label(const QString &text, Size size, Tone tone, Wrap wrap, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFont(fontOf(size));
    setForegroundRole(roleOf(tone));
    setWordWrap(wrap == Wrap::Yes);
    if (wrap == Wrap::Yes) {
        // No higher than its lines: what is left over belongs to the stretches around it.
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    setText(text);
    alignLeading();
}

void Label::setText(const QString &text)
{
    QLabel::setText(wordWrap() && textFormat() == Qt::PlainText ? breakable(text) : text);
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && !alignment().testFlag(Qt::AlignHCenter))
        alignLeading();
}

/// QLabel would align by the direction of its text.
void Label::alignLeading()
{
    setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
}

ElidedLabel::ElidedLabel(Label::Size size, Label::Tone tone, QWidget *parent)
    : Label({}, size, tone, Wrap::No, parent)
{ }

void ElidedLabel::setFullText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    Label::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, width());
    setText(shown);
    setToolTip(shown == m_text ? QString() : toolTipText(m_text));
}

} // namespace confab
