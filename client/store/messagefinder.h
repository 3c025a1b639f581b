// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/searchindex.h"

#include <QSet>

#include <queue>

namespace confab {

class UnindexedMessages;

/// A message that contains what was searched for.
struct FoundMessage {
    ChatId chat;
    Seq seq;
    QString sender = {};
    Timestamp sentAt = {};
    QString body = {};

    bool operator==(const FoundMessage &) const = default;
};

/// Which messages a search looks for; what is not given is anything.
struct MessageFilter {
    QString text;
    std::optional<ChatId> chat = {};
    QString sender = {}; ///< a username
    std::optional<Timestamp> before = {};
    std::optional<Timestamp> after = {}; ///< at this time or later
    bool hasFile = false; ///< only messages that hold one
};

/// One search in the messages on this device, the latest first, in as many steps as are asked for.
///
/// Candidates come from the index, chunk by chunk, and from what is not indexed yet; each is compared with
/// the message as it is now. A chunk is looked into only when its newest message is due. Used by the thread
/// that searches alone; everything given outlives it.
class MessageFinder final {
public:
    /// Whether nobody waits for the answer any more; asked often.
    using IsStale = std::function<bool()>;

    MessageFinder(LocalDatabase &messages, SearchIndex &index, const UnindexedMessages &unindexed,
                  MessageFilter filter);

    /// The next ones, at most `limit`; fewer only at the end or when stale.
    [[nodiscard]] QList<FoundMessage> next(int limit, const IsStale &isStale);
    [[nodiscard]] bool isAtEnd() const { return m_sources.empty(); }

private:
    /// A chunk, and how far it has been read.
    struct Part {
        SearchIndex::Chunk chunk = {};
        PostingSet candidates = {};
        int block = -1; ///< the one in `entries`
        QList<SearchEntry> entries = {};
    };
    /// The candidate of a part that comes next; without a slot its newest entry, while nobody has looked into
    /// it. What is not indexed has no part.
    struct Source {
        SearchEntry entry;
        int part = 0;
        int slot = -1;
        bool operator<(const Source &other) const { return isNewer(other.entry, entry); }
    };

    void start(const QList<SearchEntry> &unindexed);
    void orderPairs(const SearchIndex::Chunk &chunk);
    [[nodiscard]] bool narrow(Part &part);
    void advance(int part, int fromSlot);
    [[nodiscard]] bool isWanted(const SearchEntry &entry) const;
    [[nodiscard]] std::optional<FoundMessage> check(const SearchEntry &entry) const;

    LocalDatabase &m_messages;
    SearchIndex &m_index;
    const MessageFilter m_filter;
    const QString m_folded;
    const QString m_sender; ///< its usernameKey; empty for anybody
    QList<qint64> m_pairs; ///< in the order in which they are looked at
    bool m_isOrdered = false;
    std::vector<Part> m_parts;
    std::priority_queue<Source> m_sources;
    QSet<std::pair<ChatId, Seq>> m_seen;
};

} // namespace confab
