// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLineEdit)

namespace confab {

class Label;
class Theme;

/// One question of a form: what is asked, the answer, and beneath it what is wrong with it.
class FormField final : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Text, Password };

    /// `name` is the field of an Error that belongs here; also the object name of the line edit.
    FormField(const Theme &theme, const QString &name, const QString &label, Kind kind,
              QWidget *parent = nullptr);

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString value() const;
    void setValue(const QString &value);
    void setHint(const QString &hint);
    /// Empty takes it away.
    void setError(const QString &text);
    [[nodiscard]] QString error() const;
    void focusInput();

Q_SIGNALS:
    void edited();

private:
    void addPeek();

    const Theme &m_theme;
    QLineEdit *m_edit;
    Label *m_below; ///< the error, else the hint
    QString m_hint;
    QString m_error;
};

} // namespace confab
