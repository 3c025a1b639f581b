// SPDX-License-Identifier: Apache-2.0
#include "client/view/blockedbar.h"

#include "client/store/account.h"
#include "client/view/errortext.h"

using namespace Qt::StringLiterals;

namespace confab {

BlockedBar::BlockedBar(Account &account, const Theme &theme, QWidget *parent)
    : NoticeBar(u"blocked"_s, theme, parent)
    , m_account(account)
{
    connect(this, &NoticeBar::pressed, this, &BlockedBar::unblock);
}

bool BlockedBar::show(const Chat &chat)
{
    if (chat.id != m_chat.id)
        setError({});
    m_chat = chat;
    const auto person = m_account.person(chat.username);
    const bool isDeleted = person && person->deleted;
    if (isDeleted) {
        setText(tr("This account is deleted. Nobody can write to it any more."));
        setAction({}, {});
    } else {
        setText(tr("You blocked %1.").arg(chat.displayName));
        setAction(tr("Unblock"), tr("Unblock %1").arg(chat.displayName));
    }
    const bool isWanted = isDeleted || m_account.has(Relation::Block, chat.username);
    setVisible(isWanted);
    return isWanted;
}

void BlockedBar::unblock()
{
    setBusy(true);
    m_account.remove(Relation::Block, m_chat.username, this,
                     [this, chat = m_chat.id](const Result<void> &done) {
                         setBusy(false);
                         if (!done && chat == m_chat.id)
                             setError(errorText(done.error()));
                     });
}

} // namespace confab
