// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Label;
class Theme;

/// Stands where one writes while nobody can write there: says why, offers the one thing that can be done
/// about it, and below why that failed. GUI thread; the theme outlives it.
class NoticeBar : public QWidget {
    Q_OBJECT

public:
    /// With that name its parts are called `nameText`, `nameButton` and `nameError`, and itself `nameBar`.
    NoticeBar(const QString &name, const Theme &theme, QWidget *parent);

    void setText(const QString &text);
    /// Without a text there is no button.
    void setAction(const QString &text, const QString &accessibleName);
    /// While it is under way the button cannot be pressed, and the last error is gone.
    void setBusy(bool busy);
    /// None if empty.
    void setError(const QString &text);

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Label *m_text;
    Label *m_error;
    QPushButton *m_button;
};

} // namespace confab
