// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/session.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QVBoxLayout)

namespace confab {

class Account;
class Label;
class Theme;

/// Settings: every place the account is logged in, and the way to end it there.
class SessionsPage final : public QWidget {
    Q_OBJECT

public:
    SessionsPage(Account &account, const Theme &theme, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void show(const QList<SessionSummary> &sessions);
    [[nodiscard]] QWidget *row(const SessionSummary &session);
    void revoke(SessionId session);

    Account &m_account;
    const Theme &m_theme;
    Label *m_message;
    QVBoxLayout *m_rows;
};

} // namespace confab
