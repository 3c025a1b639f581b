// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Label;
class Theme;

/// What stands where there is nothing yet: a picture, what it means, and the way on.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(const Theme &theme, QLatin1StringView icon, QWidget *parent = nullptr);

    /// `action` is the text of the button; without it there is none.
    void setContent(const QString &title, const QString &text, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

private:
    void colour();

    const Theme &m_theme;
    const QLatin1StringView m_icon;
    QLabel *m_picture;
    Label *m_title;
    Label *m_text;
    QPushButton *m_action;
};

} // namespace confab
