// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

#include <QAbstractButton>
#include <QPixmap>

QT_FORWARD_DECLARE_CLASS(QMenu)

namespace confab {

class Theme;

/// Oneself at the top of the sidebar: avatar, name, and the menu behind them.
class MeButton final : public QAbstractButton {
    Q_OBJECT

public:
    MeButton(const Theme &theme, QMenu *menu, QWidget *parent = nullptr);

    void setUser(const User &user, Presence presence);
    /// Null for none.
    void setPicture(const QPixmap &picture);

    static constexpr int avatarSize = 28;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme &m_theme;
    QMenu *m_menu;
    User m_user;
    Presence m_presence = Presence::Offline;
    QPixmap m_picture;
};

} // namespace confab
