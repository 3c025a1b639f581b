// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace confab {

class Theme;

/// "Jump to newest", floating over the messages, with how many unread ones are below.
class JumpButton final : public QAbstractButton {
    Q_OBJECT

public:
    JumpButton(const Theme &theme, QWidget *parent);
    void setUnread(int unread);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_unread = 0;
};

} // namespace confab
