// SPDX-License-Identifier: Apache-2.0
#include "client/view/formpage.h"

#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace confab {

FormPage::FormPage(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_title(new Label({}, Label::Size::Title, Label::Tone::Normal, Label::Wrap::Yes, this))
    , m_subtitle(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_message(new Label({}, Label::Size::Body, Label::Tone::Danger, Label::Wrap::Yes, this))
{
    setObjectName(name);
    m_message->setObjectName(u"formMessage"_s);
    m_message->hide();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Metrics::medium);
    m_layout->setAlignment(Qt::AlignTop);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_subtitle);
    m_layout->addSpacing(Metrics::unit);
}

void FormPage::setTitle(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

FormField *FormPage::addField(const QString &name, const QString &label, FormField::Kind kind,
                              Requirement requirement)
{
    auto *field = new FormField(m_theme, name, label, kind, this);
    m_layout->addWidget(field);
    m_fields.append(field);
    if (requirement == Requirement::Required)
        m_required.append(field);
    if (kind == FormField::Kind::Password)
        m_secrets.append(field);
    connect(field, &FormField::edited, this, [this] {
        showNotice({});
        updateSubmit();
    });
    connect(field->findChild<QLineEdit *>(), &QLineEdit::returnPressed, this, &FormPage::submit);
    return field;
}

void FormPage::addSubmit(const QString &text, const QString &busyText)
{
    m_submitText = text;
    m_busyText = busyText;
    m_submit = new QPushButton(text, this);
    m_submit->setObjectName(u"submitButton"_s);
    m_submit->setProperty("primary", true);
    m_layout->addWidget(m_message);
    m_layout->addSpacing(Metrics::unit);
    m_layout->addWidget(m_submit);
    connect(m_submit, &QPushButton::clicked, this, &FormPage::submit);
    updateSubmit();
}

QPushButton *FormPage::addLink(const QString &text)
{
    auto *link = new QPushButton(text, this);
    link->setProperty("link", true);
    link->setCursor(Qt::PointingHandCursor);
    m_layout->addWidget(link, 0, Qt::AlignHCenter);
    return link;
}

QString FormPage::value(const QString &name) const
{
    const FormField *found = field(name);
    return found ? found->value() : QString();
}

void FormPage::setValue(const QString &name, const QString &value)
{
    field(name)->setValue(value);
    updateSubmit();
}

void FormPage::clearSecrets()
{
    for (FormField *secret : std::as_const(m_secrets))
        secret->setValue({});
    updateSubmit();
}

void FormPage::setBusy(bool busy)
{
    m_isBusy = busy;
    for (FormField *each : std::as_const(m_fields))
        each->setEnabled(!busy);
    m_submit->setText(busy ? m_busyText : m_submitText);
    updateSubmit();
}

void FormPage::showError(const Error &error)
{
    clearErrors();
    if (FormField *beside = fieldOf(error)) {
        beside->setError(errorText(error));
        beside->focusInput();
        return;
    }
    m_message->setForegroundRole(QPalette::BrightText);
    m_message->setText(errorText(error));
    m_message->show();
}

void FormPage::showNotice(const QString &text)
{
    m_message->setForegroundRole(QPalette::WindowText);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void FormPage::clearErrors()
{
    showNotice({});
    for (FormField *each : std::as_const(m_fields))
        each->setError({});
}

void FormPage::focusFirst()
{
    for (FormField *each : std::as_const(m_fields)) {
        if (each->value().isEmpty()) {
            each->focusInput();
            return;
        }
    }
    if (!m_fields.isEmpty())
        m_fields.first()->focusInput();
}

void FormPage::submit()
{
    if (!m_submit->isEnabled())
        return;
    clearErrors();
    Q_EMIT submitted();
}

void FormPage::updateSubmit()
{
    const bool answered
        = std::ranges::none_of(m_required, [](FormField *each) { return each->value().isEmpty(); });
    if (m_submit)
        m_submit->setEnabled(answered && !m_isBusy);
}

FormField *FormPage::field(const QString &name) const
{
    const auto found = std::ranges::find(m_fields, name, &FormField::name);
    return found == m_fields.end() ? nullptr : *found;
}

FormField *FormPage::fieldOf(const Error &error) const
{
    if (FormField *named = field(error.field))
        return named;
    switch (error.code) {
    case ErrorCode::BadCredentials:
    case ErrorCode::WrongPassword:
        return field(u"password"_s);
    case ErrorCode::UsernameTaken:
        return field(u"username"_s);
    default:
        return nullptr;
    }
}

} // namespace confab
