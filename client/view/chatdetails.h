// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QStackedWidget>

namespace confab {

class Account;
class AvatarPictures;
class DetailsPane;
class FilesPane;
class GroupPane;
class Theme;

/// The details of the open conversation: of a person or of a group, and on a page of their own its files. GUI
/// thread; what it is given outlives it.
class ChatDetails final : public QStackedWidget {
    Q_OBJECT

public:
    ChatDetails(Account &account, const Theme &theme, AvatarPictures &pictures, QWidget *parent = nullptr);

    void show(const Chat &chat);
    /// The members on the screen, whose presence is shown.
    [[nodiscard]] QStringList shownPeople() const;

    static constexpr int widthBeside = 280; ///< beside a conversation

Q_SIGNALS:
    void closeRequested();
    void chatRequested(confab::ChatId chat);
    /// A file is to be shown where it was sent.
    void messageRequested(confab::Seq seq);
    void shownPeopleChanged();

private:
    [[nodiscard]] GroupPane &group();
    [[nodiscard]] FilesPane &files();
    void showFiles();
    /// The page of the person or group.
    void showMain();

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures &m_pictures;
    DetailsPane *m_person;
    GroupPane *m_group = nullptr; ///< made for the first group that is opened
    FilesPane *m_files = nullptr; ///< likewise
    Chat m_chat;
};

} // namespace confab
