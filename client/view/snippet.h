// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// The part of a message that shows why a search found it: on one line, with some words before the place, and
/// where the place is. Long before it is cut at a word, with an ellipsis. A value.
struct Snippet {
    QString text = {};
    qsizetype start = 0; ///< of what was searched for, in `text`
    qsizetype length = 0; ///< 0 when it cannot be shown, as in a link's address that is not written out

    [[nodiscard]] static Snippet of(const QString &body, const QString &query);
    bool operator==(const Snippet &) const = default;
};

} // namespace confab
