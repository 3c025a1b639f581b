// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/page.h"
#include "shared/protocol/user.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QStringListModel)

namespace confab {

class Account;
class AvatarPictures;
class Label;
class SidebarList;
class Theme;

/// Who has read a message of a group, as the server says, page after page. Goes when it closes. GUI thread;
/// account and theme outlive it.
class SeenDialog final : public QDialog {
    Q_OBJECT

public:
    SeenDialog(Account &account, const Theme &theme, const Chat &chat, Seq seq, QWidget *parent);
    ~SeenDialog() override;

private:
    void build(const Theme &theme);
    void ask(const QString &after);
    void take(const Result<Page<User>> &page);
    void showNote();

    Account &m_account;
    const Chat m_chat;
    const Seq m_seq;
    AvatarPictures *m_pictures;
    QList<User> m_users;
    QStringListModel *m_rows; ///< as many as there are users
    SidebarList *m_list = nullptr;
    Label *m_note;
};

} // namespace confab
