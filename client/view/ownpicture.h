// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "shared/protocol/user.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Account;
class AvatarPictures;
class AvatarWidget;
class Label;
class Theme;

/// One's own picture in the settings, with the ways to change it and to be without one. GUI thread; the
/// account and the theme outlive it.
class OwnPicture final : public QWidget {
    Q_OBJECT

public:
    OwnPicture(Account &account, const Theme &theme, QWidget *parent = nullptr);

    /// Has a square of that file's picture chosen.
    void choose(const QString &path);

private:
    void showMe();
    void askForFile();
    void remove();
    /// What becomes of a call.
    [[nodiscard]] std::function<void(Result<Me>)> finished();
    void showError(const QString &text);

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures *m_pictures;
    AvatarWidget *m_avatar;
    QPushButton *m_choose;
    QPushButton *m_remove;
    Label *m_error;
};

} // namespace confab
