// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/result.h"

namespace confab {

class LocalDatabase;

/// The table of what was begun to be written, one draft a chat. GUI thread; the database outlives it.
class DraftStore final {
public:
    explicit DraftStore(LocalDatabase &database)
        : m_database(database)
    { }

    [[nodiscard]] QString of(ChatId chat) const;
    /// An empty text removes it.
    Result<void> set(ChatId chat, const QString &text);

private:
    LocalDatabase &m_database;
};

} // namespace confab
