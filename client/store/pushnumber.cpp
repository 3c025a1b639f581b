// SPDX-License-Identifier: Apache-2.0
#include "client/store/pushnumber.h"

namespace confab {

namespace {

template <typename Frame>
std::optional<PushNumber> numberOf(const Frame &frame)
{
    if constexpr (requires { frame.change; })
        return PushNumber{frame.conversation, frame.change};
    else if constexpr (requires { frame.message; })
        return PushNumber{frame.message.conversation, frame.message.change};
    else if constexpr (requires { frame.conversation.change; })
        return PushNumber{frame.conversation.id, frame.conversation.change};
    else
        return std::nullopt;
}

} // namespace

std::optional<PushNumber> pushNumber(const ServerFrame &frame)
{
    return std::visit([](const auto &content) { return numberOf(content); }, frame);
}

} // namespace confab
