// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/messagehistory.h"
#include "server/storage/searchdatabase.h"
#include "server/storage/searchreader.h"
#include "shared/protocol/message.h"
#include "shared/protocol/page.h"

namespace confab {

/// Finding messages by any part of their words. The index only proposes: each hit is compared with the
/// message and the membership as they stand at that moment, so that what was deleted is not found any more
/// and nobody finds what is not theirs. Thread-safe.
class SearchService {
public:
    /// `failed` is told what went wrong with the index, on the thread that searched.
    SearchService(const SearchDatabase &index, std::function<void(const Error &)> failed)
        : m_index(index)
        , m_failed(std::move(failed))
    { }

    /// What a message must hold beside its text.
    using Holding = MessageHistory::Holding;

    struct Request {
        QString text;
        std::optional<ConversationId> conversation = {};
        QString from = {}; ///< the sender's username; empty: anybody's
        QString before = {}; ///< only what was sent before this time; or the cursor of the page before
        QString after = {}; ///< only what was sent at this time or later
        Holding holding = Holding::Anything;
        int limit = 0;
    };
    /// What the caller may see, latest first. A page may be short, even empty, and still have a next one: no
    /// more than Limits::searchExamined messages are compared for it.
    [[nodiscard]] Result<Page<Message>> search(Database &database, const Caller &caller,
                                               const Request &request) const;

private:
    struct Wanted {
        QString folded;
        Holding holding;
    };
    [[nodiscard]] static Result<QList<Message>> compare(Database &database, const QList<SearchPlace> &places,
                                                        const Wanted &wanted);
    [[nodiscard]] Result<Page<Message>> collect(Database &database, SearchReader &reader,
                                                const Wanted &wanted, int limit) const;

    /// Tells of it, and says what callers are told.
    [[nodiscard]] Error indexFailure(const Error &error) const;

    const SearchDatabase &m_index;
    const std::function<void(const Error &)> m_failed;
};

} // namespace confab
