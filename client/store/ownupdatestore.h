// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/ownupdate.h"
#include "shared/core/result.h"

namespace confab {

class LocalDatabase;

/// The table of own updates that the server does not know of yet, one a chat. GUI thread; the database
/// outlives it.
class OwnUpdateStore final {
public:
    explicit OwnUpdateStore(LocalDatabase &database)
        : m_database(database)
    { }

    /// An empty one when nothing is pending.
    [[nodiscard]] UpdateConversationRequest of(ChatId chat) const;
    [[nodiscard]] QList<ChatId> pending() const;
    /// An empty one removes it.
    Result<void> set(ChatId chat, const UpdateConversationRequest &update);

private:
    LocalDatabase &m_database;
};

} // namespace confab
