// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/formfield.h"
#include "shared/core/error.h"

QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QVBoxLayout)

namespace confab {

/// A short form: a title, a few questions, one button, and ways to somewhere else. Shows an Error beside the
/// field it belongs to, and over the button when it belongs to none.
class FormPage final : public QWidget {
    Q_OBJECT

public:
    enum class Requirement { Required, Optional };

    FormPage(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setTitle(const QString &title, const QString &subtitle);
    FormField *addField(const QString &name, const QString &label,
                        FormField::Kind kind = FormField::Kind::Text,
                        Requirement requirement = Requirement::Required);
    /// The button, below the fields; `busyText` stands on it while one waits.
    void addSubmit(const QString &text, const QString &busyText);
    /// A quiet button under it.
    QPushButton *addLink(const QString &text);

    [[nodiscard]] QString value(const QString &field) const;
    void setValue(const QString &field, const QString &value);
    void clearSecrets();
    void setBusy(bool busy);
    void showError(const Error &error);
    /// Something good, where errors stand.
    void showNotice(const QString &text);
    void clearErrors();
    /// Puts the keyboard on the first field without an answer.
    void focusFirst();

Q_SIGNALS:
    void submitted();

private:
    void submit();
    void updateSubmit();
    [[nodiscard]] FormField *field(const QString &name) const;
    [[nodiscard]] FormField *fieldOf(const Error &error) const;

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    Label *m_title;
    Label *m_subtitle;
    Label *m_message;
    QPushButton *m_submit = nullptr;
    QString m_submitText;
    QString m_busyText;
    QList<FormField *> m_fields;
    QList<FormField *> m_required;
    QList<FormField *> m_secrets;
    bool m_isBusy = false;
};

} // namespace confab
