// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QStackedWidget)
QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class Account;
class AvatarPictures;
class BlockedBar;
class ChatDetails;
class Composer;
class ComposerFiles;
class ComposerPurpose;
class ConversationHeader;
class EmptyState;
class EndedBar;
class JumpButton;
class MentionCompleter;
class MessageActions;
class MessageListModel;
class MessageView;
class Preferences;
struct Message;
class Theme;

/// One open conversation: whom it is with, its messages, and where one writes. Carries what a person does
/// here to the Account, and keeps the draft and the read mark up to date.
class ConversationView final : public QWidget {
    Q_OBJECT

public:
    ConversationView(Account &account, const Theme &theme, Preferences &preferences,
                     QWidget *parent = nullptr);
    ~ConversationView() override;

    /// None with a null id; at that message where one is given.
    void open(ChatId chat, Seq message = {});
    [[nodiscard]] ChatId chat() const { return m_chat; }
    [[nodiscard]] ConversationHeader *header() const { return m_header; }
    void focusComposer();
    /// The members of a group on the screen.
    [[nodiscard]] QStringList shownPeople() const;
    /// Closes the details; false when they were not open.
    bool closeDetails();
    /// Keeps the draft as it is now.
    void saveDraft();

Q_SIGNALS:
    /// A message was put in the outbox.
    void sent();
    /// A `confab://` link in a message was clicked.
    void confabLinkActivated(const QString &link);
    /// The person wants to go to another conversation.
    void chatRequested(confab::ChatId chat);
    /// Other members are on the screen.
    void shownPeopleChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build(Preferences &preferences);
    void connectAccount();
    void connectParts();
    void openChat(ChatId chat);
    void showChat();
    void showPage();
    void send(const QString &text);
    void onTextEdited();
    void markRead();
    void announceArrived(ChatId chat, const Message &message);
    void placeJumpButton();
    void toggleDetails();
    /// Beside the conversation where there is room, else in its place.
    void placeDetails();

    Account &m_account;
    const Theme &m_theme;
    ChatId m_chat;
    AvatarPictures *m_pictures;
    bool m_isOpening = false; ///< nobody has seen what is shown on the way
    std::unique_ptr<MessageListModel> m_messages;
    ConversationHeader *m_header = nullptr;
    MessageView *m_view = nullptr;
    EmptyState *m_noMessages = nullptr;
    EmptyState *m_noChat = nullptr;
    QStackedWidget *m_pages = nullptr; ///< messages, or that there are none yet
    QWidget *m_open = nullptr; ///< everything that is there while a conversation is open
    JumpButton *m_jump = nullptr;
    Composer *m_composer = nullptr;
    MentionCompleter *m_mentions = nullptr;
    BlockedBar *m_blocked = nullptr; ///< in the composer's place
    EndedBar *m_ended = nullptr; ///< likewise
    ChatDetails *m_details = nullptr;
    bool m_showsDetails = false;
    ComposerPurpose *m_purpose = nullptr;
    MessageActions *m_actions = nullptr;
    ComposerFiles *m_files = nullptr;
    QTimer *m_draftTimer;
};

} // namespace confab
