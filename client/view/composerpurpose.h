// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/view/messageitem.h"

#include <QObject>

namespace confab {

class Account;
class Composer;

/// What the text in the Composer is for: a new message, an answer to one, or another text for one. While one
/// is edited the draft waits aside. Belongs to the ConversationView; account and composer outlive it.
class ComposerPurpose final : public QObject {
    Q_OBJECT

public:
    enum class Outcome { Sent, Edited };

    ComposerPurpose(Account &account, Composer &composer, QObject *parent = nullptr);

    /// Another conversation, with its draft; `messages` may be null.
    void open(ChatId chat, const MessageListModel *messages);
    /// What is to be kept as the conversation's draft.
    [[nodiscard]] QString draft() const;
    void replyTo(const MessageItem &item);
    void edit(const MessageItem &item);
    /// The last own message that can be.
    void editLast();
    /// To the message before (-1) or after (1) the one that is answered; beyond the last to none.
    void stepReply(int direction);
    void cancel();
    [[nodiscard]] bool isPlain() const { return !m_edited && m_reply == Seq(); }
    /// Does with `text` what it is for.
    [[nodiscard]] Result<Outcome> finish(const QString &text);

Q_SIGNALS:
    /// The message that is answered or edited, to be brought into view.
    void chosen(confab::Seq seq);

private:
    [[nodiscard]] Result<Outcome> finishEdit(const QString &text);
    void clear();

    Account &m_account;
    Composer &m_composer;
    ChatId m_chat;
    const MessageListModel *m_messages = nullptr;
    Seq m_reply; ///< 0: the text answers nothing
    std::optional<MessageItem> m_edited;
    QString m_draft; ///< while a message is edited
};

} // namespace confab
