// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/store/chat.h"

#include <map>

namespace confab {

/// Where the other person is typing now. It fades six seconds after the last word of it. GUI thread; the
/// scheduler outlives it.
class TypingBook final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds fade{6};

    explicit TypingBook(Scheduler &scheduler, QObject *parent = nullptr);

    [[nodiscard]] bool isTyping(ChatId chat) const { return m_typing.contains(chat); }
    void note(ChatId chat);
    /// A message has come: what was typed is here.
    void end(ChatId chat);
    void clear();

Q_SIGNALS:
    void changed(confab::ChatId chat);

private:
    Scheduler &m_scheduler;
    std::map<ChatId, Alarm> m_typing;
};

} // namespace confab
