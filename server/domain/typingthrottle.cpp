// SPDX-License-Identifier: Apache-2.0
#include "server/domain/typingthrottle.h"

#include <algorithm>

namespace confab {

bool TypingThrottle::passes(AccountId account, ConversationId conversation)
{
    const std::lock_guard lock(m_mutex);
    const Timestamp now = m_clock.now();
    tidy(now);
    QList<Told> &told = m_told[account];
    told.removeIf([now](const Told &one) { return one.until <= now; });
    const bool isTold = std::any_of(told.begin(), told.end(), [conversation](const Told &one) {
        return one.conversation == conversation;
    });
    if (isTold || told.size() >= conversations)
        return false;
    told.append({conversation, now + interval});
    return true;
}

void TypingThrottle::end(AccountId account, ConversationId conversation)
{
    const std::lock_guard lock(m_mutex);
    const auto told = m_told.find(account);
    if (told == m_told.end())
        return;
    told->removeIf([conversation](const Told &one) { return one.conversation == conversation; });
}

void TypingThrottle::tidy(Timestamp now)
{
    // So that it holds no more than those who wrote lately.
    if (now - m_tidied < interval && now >= m_tidied)
        return;
    m_tidied = now;
    m_told.removeIf([now](const auto &entry) {
        return std::none_of(entry.value().begin(), entry.value().end(),
                            [now](const Told &one) { return one.until > now; });
    });
}

} // namespace confab
