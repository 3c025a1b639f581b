// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QSortFilterProxyModel)

namespace confab {

class Account;
class MemberListModel;
class SearchField;
class SidebarList;
class Theme;

/// Asks the only owner of a group who leaves it who owns it from then on. Goes when it closes. GUI thread;
/// account and theme outlive it.
class HeirDialog final : public QDialog {
    Q_OBJECT

public:
    HeirDialog(Account &account, const Theme &theme, const Chat &chat, QWidget *parent);
    ~HeirDialog() override;

Q_SIGNALS:
    void chosen(const QString &username);

private:
    void build(const Theme &theme, const QString &title);
    void take();

    const std::unique_ptr<MemberListModel> m_members;
    const std::unique_ptr<QSortFilterProxyModel> m_others; ///< goes before the members
    SearchField *m_search;
    SidebarList *m_list = nullptr;
};

} // namespace confab
