// SPDX-License-Identifier: Apache-2.0
#include "client/store/ownnumbers.h"

namespace confab {

void OwnNumbers::moved(ConversationId conversation, Own from, Own to)
{
    const auto known = m_awaited.find(conversation);
    if (known == m_awaited.end())
        m_awaited.insert(conversation, {.after = from, .upTo = to});
    else
        known->upTo = std::max(known->upTo, to);
}

bool OwnNumbers::isPushOfOwn(ConversationId conversation, Own own, Own known) const
{
    const Range awaited = m_awaited.value(conversation);
    return own > known || (own > awaited.after && own <= awaited.upTo);
}

void OwnNumbers::pushed(ConversationId conversation, Own own)
{
    const auto known = m_awaited.find(conversation);
    if (known == m_awaited.end())
        return;
    known->after = std::max(known->after, own);
    if (known->after >= known->upTo)
        m_awaited.erase(known);
}

} // namespace confab
