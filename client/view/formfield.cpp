// SPDX-License-Identifier: Apache-2.0
#include "client/view/formfield.h"

#include "client/view/icons.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"

#include <QAction>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

FormField::FormField(const Theme &theme, const QString &name, const QString &label, Kind kind,
                     QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QLineEdit(this))
    , m_below(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this))
{
    m_edit->setObjectName(name);
    m_edit->setAccessibleName(label);
    m_below->setObjectName(name + u"Error"_s);
    auto *title = new Label(label, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::No, this);
    title->setBuddy(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::unit);
    layout->addWidget(title);
    layout->addWidget(m_edit);
    layout->addWidget(m_below);
    setFocusProxy(m_edit);
    setError({});
    if (kind == Kind::Password)
        addPeek();
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        setError({});
        Q_EMIT edited();
    });
}

void FormField::addPeek()
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase);
    QAction *peek = m_edit->addAction(QIcon(), QLineEdit::TrailingPosition);
    peek->setToolTip(tr("Show what is typed"));
    peek->setCheckable(true);
    connect(peek, &QAction::toggled, m_edit,
            [this](bool shown) { m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    const auto colour = [this, peek] {
        peek->setIcon(lineIcon("eye"_L1, m_theme.colors().secondary, m_theme.colors().disabled));
    };
    connect(&m_theme, &Theme::changed, this, colour);
    colour();
}

QString FormField::name() const
{
    return m_edit->objectName();
}

QString FormField::value() const
{
    return m_edit->text();
}

void FormField::setValue(const QString &value)
{
    m_edit->setText(value);
}

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    setError(m_error);
}

void FormField::setError(const QString &text)
{
    m_error = text;
    m_below->setText(text.isEmpty() ? m_hint : text);
    m_below->setForegroundRole(text.isEmpty() ? QPalette::PlaceholderText : QPalette::BrightText);
    m_below->setVisible(!m_below->text().isEmpty());
    m_edit->setAccessibleDescription(m_below->text());
    const bool invalid = !text.isEmpty();
    if (m_edit->property("invalid").toBool() != invalid) {
        m_edit->setProperty("invalid", invalid);
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
}

QString FormField::error() const
{
    return m_error;
}

void FormField::focusInput()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
}

} // namespace confab
