// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/messageitem.h"

#include <QObject>

#include <map>

namespace confab {

class Account;
class Composer;

/// What the text in the Composer is for: a new message, an answer to one, or another text for one. While one
/// is edited the draft waits aside, and while another conversation is open so does what was begun in this
/// one. The draft may also change from elsewhere, and a change that the server refuses comes back here.
/// Belongs to the ConversationView; account and composer outlive it.
class ComposerPurpose final : public QObject {
    Q_OBJECT

public:
    enum class Outcome { Sent, Edited };

    ComposerPurpose(Account &account, Composer &composer, QObject *parent = nullptr);

    /// Another conversation, with its draft; `messages` may be null.
    void open(ChatId chat, const MessageListModel *messages);
    /// What is to be kept as the conversation's draft.
    [[nodiscard]] QString draft() const;
    /// These take a copy, as the view's own row goes when the composer grows.
    void replyTo(MessageItem item);
    void edit(MessageItem item);
    /// The last own message that can be.
    void editLast();
    /// To the message before (-1) or after (1) the one that is answered; beyond the last to none.
    void stepReply(int direction);
    void cancel();
    [[nodiscard]] bool isPlain() const { return !m_edited && !m_reply; }
    /// Does with `text` what it is for.
    [[nodiscard]] Result<Outcome> finish(const QString &text);

Q_SIGNALS:
    /// The message that is answered or edited, to be brought into view.
    void chosen(confab::Seq seq);

private:
    /// What was begun in a conversation that is not open.
    struct Begun {
        std::optional<MessageItem> reply;
        std::optional<MessageItem> edited;
        QString text;
    };

    [[nodiscard]] Result<Outcome> finishEdit(const QString &text);
    void clear();
    void keepBegun();
    void goOn(const Begun &begun);
    void showReply();
    void showEdit();
    /// The message as it is now, where it is loaded.
    [[nodiscard]] std::optional<MessageItem> now(const MessageItem &item) const;
    void takeDraft(ChatId chat);
    /// What was refused is undone by now; the text of an edit is not to be lost with it.
    void takeBack(ChatId chat, const QString &text, const Error &error);

    Account &m_account;
    Composer &m_composer;
    ChatId m_chat;
    const MessageListModel *m_messages = nullptr;
    std::optional<MessageItem> m_reply; ///< what the text answers
    std::optional<MessageItem> m_edited;
    QString m_draft; ///< while a message is edited
    QString m_stored; ///< the draft as the account had it last
    std::map<ChatId, Begun> m_begun;
};

} // namespace confab
