// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace confab {

/// What a person types to find messages: a text, and filters as words with a colon, in any order:
///
///     lunch from:grace after:2026-01-01
///
/// `from:` who wrote it ("me" for oneself), `in:` in which conversation, `after:` on this day or later,
/// `before:` before it; a day is 2026-01-31, and 2026-01 or 2026 is the first one of that. `has:file` is for
/// messages that hold a file. A value with blanks stands in quotes. The words are also known in the language
/// of the program. What has no value yet, or a day that is none, filters nothing. A value.
struct MessageQuery {
    enum class Filter { From, In, Before, After, Has };

    QString text = {}; ///< without the filters
    QString from = {};
    QString in = {};
    std::optional<QDate> before = {};
    std::optional<QDate> after = {};
    bool hasFile = false; ///< only messages that hold one
    bool hasFilters = false; ///< whether one is typed, be it without a value

    [[nodiscard]] static MessageQuery parse(const QString &typed);
    /// What is typed to begin a filter, in the language of the program: "from:".
    [[nodiscard]] static QString word(Filter filter);
    /// The value of Filter::Has, in the language of the program: "file".
    [[nodiscard]] static QString fileWord();
    /// `typed` with that filter at its end, in place of one that is there.
    [[nodiscard]] static QString withFilter(const QString &typed, Filter filter, const QString &value);

    bool operator==(const MessageQuery &) const = default;
};

} // namespace confab
