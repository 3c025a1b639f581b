// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/memberstext.h"
#include "server/bus/origin.h"

namespace confab {

/// A conversation is new, or its title, members, state or somebody's own state moved; each sees it
/// differently.
///
/// Of a group the members are held once, however many see them: `members`, and the list that all views share.
/// Of those a view differs in its own entry alone, by the read mark.
struct ConversationChanged {
    struct Entry {
        qsizetype index = 0; ///< among the members
        Seq readSeq = {};
    };
    struct View {
        AccountId account;
        Conversation conversation;
        Entry own = {}; ///< where `members` are written
        QList<Origin> origins = {}; ///< these get their ack in place of the push
    };
    QList<View> views;
    MembersText members = {}; ///< when they are written already, as those of a group are

    /// The members as `view` has them, as JSON; empty where they are not written yet.
    [[nodiscard]] QByteArray membersOf(const View &view) const;
};

} // namespace confab
