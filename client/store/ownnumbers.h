// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/conversation.h"

#include <QHash>

namespace confab {

/// Tells the summaries that are pushed because something of one's own moved from those that are pushed
/// because the conversation changed: the first name a `change` that something else has taken, perhaps
/// something that is still missing; the second name their own.
///
/// The first push that has a higher `own` was made for its sake. Where an answer has told that number before
/// its push came, this remembers it. Value; used within SyncStore alone.
class OwnNumbers final {
public:
    /// The `own` of that conversation has moved on, by an answer or a push.
    void moved(ConversationId conversation, Own from, Own to);
    /// Whether a pushed summary with that `own`, where `known` is here already, was pushed for its sake.
    [[nodiscard]] bool isPushOfOwn(ConversationId conversation, Own own, Own known) const;
    /// That push has come.
    void pushed(ConversationId conversation, Own own);

private:
    struct Range {
        Own after = {};
        Own upTo = {};
    };
    QHash<ConversationId, Range> m_awaited;
};

} // namespace confab
