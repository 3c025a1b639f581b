// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/account.h"
#include "tests/support/person.h"

#include <QMap>

namespace confab::tests {

/// One conversation as somebody sees it, in words, so that two views of it can be compared and the difference
/// read.
struct SeenConversation {
    QString own; ///< what only this person sees: unread, read up to, muted, pinned …
    QMap<qint64, QString> messages = {}; ///< by seq

    bool operator==(const SeenConversation &) const = default;
};

/// All that somebody sees: by the conversation's id, and whom they know and blocked.
struct Seen {
    QMap<QString, SeenConversation> conversations = {};
    QString relations = {};
};

/// What the windows of this device show. Loads what they lack from the server, as scrolling would.
[[nodiscard]] Seen seenOn(Account &account);
/// What the server has for them.
[[nodiscard]] Seen seenBy(Person &person);
/// Where the two differ, a line each.
[[nodiscard]] QStringList differences(const Seen &shown, const Seen &stored);

} // namespace confab::tests
