// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QWidget>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace confab {

class AccessibleRows;
class Account;
class EmptyState;
class FileListModel;
class IconButton;
class Label;
class SidebarList;
class Theme;

/// The files of a conversation, the latest first; one that is chosen is shown where it was sent. In the place
/// of the details. GUI thread; account and theme outlive it.
class FilesPane final : public QWidget {
    Q_OBJECT

public:
    FilesPane(Account &account, const Theme &theme, QWidget *parent = nullptr);
    ~FilesPane() override;

    /// The files of that chat; null lets go of them.
    void open(ChatId chat);

Q_SIGNALS:
    void backRequested();
    void closeRequested();
    void messageRequested(confab::Seq seq);

private:
    void build();
    void showState();

    Account &m_account;
    std::unique_ptr<FileListModel> m_files;
    AccessibleRows *m_rows; ///< of the files, spoken
    IconButton *m_back;
    IconButton *m_close;
    QStackedWidget *m_pages;
    SidebarList *m_list;
    EmptyState *m_none;
    Label *m_note;
};

} // namespace confab
