// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "client/store/outgoingfile.h"

#include <QHash>
#include <QObject>

QT_FORWARD_DECLARE_CLASS(QDragEnterEvent)
QT_FORWARD_DECLARE_CLASS(QDropEvent)
QT_FORWARD_DECLARE_CLASS(QImage)
QT_FORWARD_DECLARE_CLASS(QWidget)

namespace confab {

class Account;
class Composer;
class DropHint;
class Theme;

/// Where the files of a Composer come from beside its button: dropped on the conversation, pasted as a
/// picture or as a text that is too long; and which of them wait in which conversation. Part of a
/// ConversationView, whose events it sees.
class ComposerFiles final : public QObject {
    Q_OBJECT

public:
    ComposerFiles(Account &account, const Theme &theme, Composer &composer, QWidget &view);

    /// Another conversation is open; null for none.
    void open(ChatId chat);
    /// Nothing that waits goes out any more.
    void discard();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void enter(QDragEnterEvent &event);
    void drop(QDropEvent &event);
    void attachPicture(const QImage &picture);
    void offerFile(const QString &text);
    void attachText(const QString &text);
    static void remove(const OutgoingFile &file);

    Account &m_account;
    Composer &m_composer;
    QWidget &m_view;
    DropHint *const m_hint;
    ChatId m_chat;
    QHash<ChatId, QList<OutgoingFile>> m_waiting; ///< of the conversations that are not open
};

} // namespace confab
