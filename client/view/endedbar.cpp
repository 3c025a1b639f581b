// SPDX-License-Identifier: Apache-2.0
#include "client/view/endedbar.h"

#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/view/errortext.h"

using namespace Qt::StringLiterals;

namespace confab {

EndedBar::EndedBar(Account &account, const Theme &theme, QWidget *parent)
    : NoticeBar(u"ended"_s, theme, parent)
    , m_account(account)
{
    connect(this, &NoticeBar::pressed, this, &EndedBar::act);
}

bool EndedBar::show(const Chat &chat)
{
    const ChatId active = m_account.active().chat();
    if (chat.id != m_chat.id || chat.state != m_chat.state)
        setError({});
    m_chat = chat;
    m_elsewhere = active == chat.id || chat.isGroup() ? ChatId() : active;
    if (!m_elsewhere.isNull()) {
        const QString name = m_account.chat(m_elsewhere).displayName;
        setText(tr("You are in a conversation with %1. End it before you write to somebody else.").arg(name));
        setAction(tr("Go there"), tr("Go to the conversation with %1").arg(name));
    } else {
        setText(tr("This conversation was ended. It can be read, but nobody can write in it."));
        setAction(tr("Start again"), tr("Start the conversation with %1 again").arg(chat.displayName));
    }
    const bool isWanted = !m_elsewhere.isNull() || chat.state == ConversationState::Closed;
    setVisible(isWanted);
    return isWanted;
}

void EndedBar::act()
{
    if (!m_elsewhere.isNull())
        return Q_EMIT chatRequested(m_elsewhere);
    setBusy(true);
    m_account.active().start(m_chat.id, this, [this, chat = m_chat.id](const Result<void> &done) {
        setBusy(false);
        if (!done && chat == m_chat.id)
            setError(textOf(done.error()));
    });
}

QString EndedBar::textOf(const Error &error) const
{
    // This account is in none, or the bar would say so.
    return error.code == ErrorCode::ConversationActive
        ? tr("%1 is in another conversation now. Try again later.").arg(m_chat.displayName)
        : errorText(error);
}

} // namespace confab
