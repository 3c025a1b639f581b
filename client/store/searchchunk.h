// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/core/postingset.h"

#include <QHash>

#include <functional>
#include <vector>

namespace confab {

/// One message as the search index knows it: where it stands, and when it was sent, for the order of results.
struct SearchEntry {
    ChatId chat;
    Seq seq;
    Timestamp sentAt;

    bool operator==(const SearchEntry &) const = default;
};

/// Calls `visit` for everything in a folded text that the index has sets of: its bigrams, by Bigram::key(),
/// and the pairs of characters with one or two between them: these leave far fewer candidates of a text that
/// nobody wrote though all its bigrams are frequent.
void visitPairs(QStringView folded, const std::function<void(qint64 pair)> &visit);

/// Later ones first; those of one instant in an order of their own.
[[nodiscard]] bool isNewer(const SearchEntry &entry, const SearchEntry &than);

/// Entries as they are stored, a few bytes each; and back. What cannot be read is left out.
[[nodiscard]] QByteArray toBytes(const QList<SearchEntry> &entries);
[[nodiscard]] QList<SearchEntry> entriesFromBytes(const QByteArray &bytes);

/// A chunk of the search index while it is made: messages, and which pairs are in which of them.
/// A value; any thread.
class SearchChunk final {
public:
    static constexpr int capacity = PostingSet::capacity;
    using Visit = std::function<void(qint64 pair, const PostingSet &members)>;

    /// `folded` is the message's foldedText().
    void add(const SearchEntry &entry, QStringView folded);
    [[nodiscard]] int size() const { return int(m_entries.size()); }
    [[nodiscard]] bool isFull() const { return size() >= capacity; }

    /// The entries in the order of their slots, the newest first.
    [[nodiscard]] QList<SearchEntry> entries() const;
    /// By rising pair.
    void visitPostings(const Visit &visit) const;

private:
    /// By the order in which they came: the place of each in entries().
    [[nodiscard]] std::vector<int> order() const;

    QList<SearchEntry> m_entries;
    QHash<qint64, std::vector<quint16>> m_postings;
};

} // namespace confab
