// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QStackedWidget>

namespace confab {

class Account;
class AvatarPictures;
class DetailsPane;
class GroupPane;
class Theme;

/// The details of the open conversation: of a person or of a group. GUI thread; what it is given outlives it.
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
    void shownPeopleChanged();

private:
    [[nodiscard]] GroupPane &group();

    Account &m_account;
    const Theme &m_theme;
    AvatarPictures &m_pictures;
    DetailsPane *m_person;
    GroupPane *m_group = nullptr; ///< made for the first group that is opened
};

} // namespace confab
