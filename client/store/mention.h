// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagetext.h"

#include <functional>

namespace confab {

/// Where a message names a member of its group.
///
///     mention := "@" username
///
/// The @ does not follow a letter, a digit, `_`, `/` or another @; the username is the longest row of the
/// signs that usernames are made of, and no letter, digit or @ follows it. Dots, hyphens and underscores at
/// its end are the sentence's unless a member is called so. Not in code, not in an address, not behind a
/// backslash; and whoever is no member is not mentioned.
struct Mention {
    using IsMember = std::function<bool(const QString &username)>;

    qsizetype start; ///< of the @
    qsizetype length;
    QString username; ///< as it is written there

    /// The length of what begins with the @ at `at` and may be a mention; 0 for none.
    [[nodiscard]] static qsizetype lengthAt(QStringView line, qsizetype at);
    [[nodiscard]] static QList<Mention> in(const MessageText &text, const IsMember &isMember);
    /// Leaves of the spans that look like mentions those of `members`, at their length; those that name
    /// `self` get the style OwnMention besides.
    static void mark(MessageText &text, const QStringList &members, const QString &self);
    /// Whether a body names that member.
    [[nodiscard]] static bool isIn(const QString &body, const QString &username);

    bool operator==(const Mention &) const = default;
};

} // namespace confab
