// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localdatabase.h"
#include "client/store/searchchunk.h"

namespace confab {

/// The file that says which messages on this device may contain a text: an index of pairs of characters, in
/// chunks of up to 4,096 messages that are written once and never changed.
///
/// Within a chunk each pair of characters has the set of its messages, so a search is an intersection of
/// bits, chunk by chunk; the result are candidates, to be compared with the messages themselves. A message
/// that was edited is in the index twice, one that is gone is still in it: neither matters to candidates.
/// Used by the thread that opened it alone.
class SearchIndex final {
public:
    static constexpr int blockSize = 64;

    struct Chunk {
        qint64 id = 0;
        int size = 0;
        Timestamp newest = {};
    };
    /// How far the messages are in that were there before the index, in the order of (chat, seq).
    struct Progress {
        ChatId chat = {};
        Seq seq = {};
        bool isDone = false;
    };

    /// A file that cannot be read as an index is replaced by an empty one.
    [[nodiscard]] static Result<std::unique_ptr<SearchIndex>> open(const QString &path);

    /// Which of the server's epochs it was made in; null when it is new.
    [[nodiscard]] QString epoch() const;
    /// Forgets everything and begins again, for that epoch.
    Result<void> startOver(const QString &epoch);
    [[nodiscard]] Progress progress() const;

    /// Adds the chunk, and says with `progress` how far the old messages are in now, in one transaction.
    Result<void> add(const SearchChunk &chunk, const std::optional<Progress> &progress);

    /// For many reads in a row.
    [[nodiscard]] LocalSnapshot snapshot() { return LocalSnapshot(*m_database); }
    /// The newest first.
    [[nodiscard]] QList<Chunk> chunks() const;
    /// Which of the chunk's messages contain the pair.
    [[nodiscard]] PostingSet members(const Chunk &chunk, qint64 pair) const;
    /// The entries of slots 64 × `block` and following.
    [[nodiscard]] QList<SearchEntry> block(const Chunk &chunk, int block) const;

private:
    explicit SearchIndex(std::unique_ptr<LocalDatabase> database);
    [[nodiscard]] QVariant value(const QString &name) const;
    Result<void> setValue(const QString &name, const QVariant &value);
    Result<void> write(const QString &sql, const QVariantList &values);
    Result<void> writePostings(qint64 id, const SearchChunk &chunk);
    Result<void> setProgress(const Progress &progress);

    const std::unique_ptr<LocalDatabase> m_database;
};

} // namespace confab
