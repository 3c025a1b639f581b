// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace confab {

class Theme;

/// The line that finds people, conversations and messages. Arrow keys and Enter act on the results below
/// while the keyboard stays here; Esc empties it.
class SearchField final : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchField(const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void steppedBy(int rows);
    void confirmed();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void colour();

    const Theme &m_theme;
    QAction *m_icon;
    QAction *m_clear;
};

} // namespace confab
