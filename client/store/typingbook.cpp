// SPDX-License-Identifier: Apache-2.0
#include "client/store/typingbook.h"

namespace confab {

TypingBook::TypingBook(Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_scheduler(scheduler)
{ }

void TypingBook::note(ChatId chat)
{
    const auto [typing, isNew] = m_typing.try_emplace(chat, m_scheduler);
    typing->second.set(fade, [this, chat] { end(chat); });
    if (isNew)
        Q_EMIT changed(chat);
}

void TypingBook::end(ChatId chat)
{
    if (m_typing.erase(chat) > 0)
        Q_EMIT changed(chat);
}

void TypingBook::clear()
{
    const auto typing = std::exchange(m_typing, {});
    for (const auto &[chat, alarm] : typing)
        Q_EMIT changed(chat);
}

} // namespace confab
