// SPDX-License-Identifier: Apache-2.0
#include "client/view/composer.h"

#include "client/view/composerbar.h"
#include "client/view/composeredit.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int counterFrom = Limits::body - 500;

} // namespace

Composer::Composer(const Theme &theme, const Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"composer"_s);
    build(preferences);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onTextChanged);
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::send);
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    connect(m_bar, &ComposerBar::cancelled, this, &Composer::contextCancelled);
    connect(m_edit, &ComposerEdit::escaped, this, &Composer::contextCancelled);
    connect(m_edit, &ComposerEdit::upPressed, this, &Composer::editLastRequested);
    connect(m_edit, &ComposerEdit::steppedBy, this, &Composer::replyStepRequested);
    connect(m_emoji, &QToolButton::clicked, this, [this] {
        const bool fromRight = isRightToLeft();
        Q_EMIT emojiRequested(m_emoji->mapToGlobal(fromRight ? QPoint(0, 0) : QPoint(m_emoji->width(), 0)));
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(qApp, &QApplication::focusChanged, this, qOverload<>(&QWidget::update));
    updateState();
}

void Composer::build(const Preferences &preferences)
{
    m_edit = new ComposerEdit(preferences, this);
    m_edit->setPlaceholderText(tr("Write a message"));
    m_edit->setAccessibleName(tr("Message"));
    m_bar = new ComposerBar(m_theme, this);
    m_emoji = new IconButton(m_theme, "smile"_L1, tr("Emoji"), this);
    m_emoji->setObjectName(u"emojiButton"_s);
    m_send = new IconButton(m_theme, "send"_L1, tr("Send"), this, IconButton::Look::Accent,
                            IconDirection::Mirrored);
    m_send->setObjectName(u"sendButton"_s);
    m_counter = new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::No, this);
    m_counter->setObjectName(u"composerCounter"_s);
    m_error = new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this);
    m_error->setObjectName(u"composerError"_s);
    m_error->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(Metrics::small);
    row->addWidget(m_edit, 1, Qt::AlignVCenter);
    row->addWidget(m_counter, 0, Qt::AlignBottom);
    row->addWidget(m_emoji, 0, Qt::AlignBottom);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Metrics::unit);
    layout->addWidget(m_bar);
    layout->addLayout(row);
    layout->addWidget(m_error);
    setMargins();
}

/// The button brings its own room, the text does not.
void Composer::setMargins()
{
    const int text = Metrics::large + Metrics::medium;
    const int button = Metrics::large + Metrics::unit;
    layout()->setContentsMargins(isRightToLeft() ? button : text, Metrics::small + 2,
                                 isRightToLeft() ? text : button, Metrics::medium + Metrics::small + 2);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        setMargins();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString &text)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::showError(const QString &text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
}

void Composer::setClosed(const QString &reason)
{
    m_edit->setEnabled(reason.isEmpty());
    m_emoji->setEnabled(reason.isEmpty());
    m_edit->setPlaceholderText(reason.isEmpty() ? tr("Write a message") : reason);
    updateState();
}

void Composer::focusText()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::showContext(QLatin1StringView icon, const QString &title, const QString &text)
{
    m_bar->show(icon, title, text);
    m_edit->setTakesEscape(true);
    showError({});
}

void Composer::hideContext()
{
    m_bar->hide();
    m_edit->setTakesEscape(false);
}

void Composer::insertText(const QString &text)
{
    m_edit->insertPlainText(text);
    focusText();
}

void Composer::onTextChanged()
{
    showError({});
    updateState();
    if (!m_isSetting)
        Q_EMIT textEdited();
}

void Composer::send()
{
    if (m_send->isEnabled())
        Q_EMIT sendRequested(text());
}

void Composer::updateState()
{
    // A text has at least as many UTF-16 units as code points: counts only near the limit.
    const QString content = text();
    const qsizetype length
        = content.size() < counterFrom ? content.size() : codePointLength(content.trimmed());
    const qsizetype left = Limits::body - length;
    m_counter->setVisible(length >= counterFrom);
    m_counter->setText(QLocale().toString(left));
    m_counter->setAccessibleName(tr("%n character(s) left", nullptr, int(qMax<qsizetype>(0, left))));
    m_counter->setForegroundRole(left < 0 ? QPalette::BrightText : QPalette::PlaceholderText);
    m_send->setEnabled(m_edit->isEnabled() && left >= 0 && !content.trimmed().isEmpty());
}

void Composer::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF field
        = QRectF(rect()).adjusted(Metrics::large + 0.5, 0.5, -Metrics::large - 0.5, -Metrics::medium + 0.5);
    const bool focused = m_edit->hasFocus();
    painter.setPen(QPen(focused ? colors.accent : colors.separator, focused ? 1.5 : 1));
    painter.setBrush(colors.raised);
    painter.drawRoundedRect(field, Metrics::bubbleRadius, Metrics::bubbleRadius);
}

} // namespace confab
