// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>
#include <QString>

#include <functional>

/// How messages are found by any part of a word, in every script: by the pairs of characters they contain.
///
/// An index of bigrams narrows a search down to candidates; `containsText` decides. Both sides use the same
/// rules, so that a search finds the same messages on the device and on the server.
namespace confab {

/// Two code points that stand next to each other in a folded text; neither is a blank.
struct Bigram {
    char32_t first;
    char32_t second;

    /// Both in one number below 2^42, unique to the pair.
    [[nodiscard]] quint64 key() const { return quint64(first) << 21 | second; }
    /// As a token for full-text engines: hexadecimal digits, at least four, so that none is too short for
    /// MariaDB or a stop word of any language. Two pairs may share a token; `containsText` tells them apart.
    [[nodiscard]] QByteArray token() const;
    bool operator==(const Bigram &) const = default;
};

/// What a search in messages compares: searchKey, without characters that cannot be seen (joiners, direction
/// marks, variation selectors), with ß as ss, and each run of blanks as one space. Diacritics count.
[[nodiscard]] QString foldedText(QStringView text);

/// Calls `visit` for every bigram of a folded text, in order, with repeats.
void visitBigrams(QStringView folded, const std::function<void(Bigram)> &visit);

/// The tokens of a text to index, each once, in the order of their first appearance.
[[nodiscard]] QByteArrayList bigramsOf(QStringView text);

/// The tokens that a message must have, all of them, to contain the query. Empty when the query has no two
/// characters side by side: such a search is refused.
[[nodiscard]] QByteArrayList bigramQuery(QStringView query);

/// Whether the one contains the other, both folded: the exact check of each candidate.
[[nodiscard]] bool containsText(QStringView foldedText, QStringView foldedQuery);

} // namespace confab
