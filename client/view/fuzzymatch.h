// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace confab {

/// Where the letters of a query stand in a text that has them all, in their order and perhaps with others
/// between them: "grho" fits "Grace Hopper". Case, accents and blanks of the query do not matter.
struct FuzzyMatch {
    /// The higher, the better: letters that begin a word and letters beside each other count more, those far
    /// apart less.
    int score = 0;
    QList<int> places; ///< of the letters in the text, one for each, ascending

    /// Of all the ways the letters fit, the best; nothing when they do not.
    [[nodiscard]] static std::optional<FuzzyMatch> of(QStringView query, QStringView text);
};

} // namespace confab
