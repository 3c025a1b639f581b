// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QVBoxLayout)

namespace confab {

class Account;
class Label;
class Theme;

/// Settings: whom one has blocked, each with a button that takes it back. GUI thread; the account and the
/// theme outlive it.
class BlockedPage final : public QWidget {
    Q_OBJECT

public:
    BlockedPage(Account &account, const Theme &theme, QWidget *parent = nullptr);

private:
    void showAll();
    [[nodiscard]] QWidget *row(const User &user);
    void unblock(const QString &username);

    Account &m_account;
    const Theme &m_theme;
    Label *m_message;
    QVBoxLayout *m_rows;
};

} // namespace confab
