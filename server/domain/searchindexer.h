// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/searchfeeder.h"

#include <QSet>
#include <QThread>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace confab {

class EventBus;

/// The thread that keeps the search index up to date, behind the messages and never in their way: it learns
/// from the bus where something was written, and looks itself every `scanEvery` for what the bus did not
/// say (other nodes, other processes, a crash). An index that is lost or damaged it makes anew.
///
/// Thread-safe. What it is given must outlive it.
class SearchIndexer final : private QThread {
public:
    struct Parts {
        DatabaseUrl main;
        SearchDatabase &index;
        QString epoch;
        EventBus &bus;
        const Clock &clock;
    };

    explicit SearchIndexer(Parts parts);
    ~SearchIndexer() override;

    void start() { QThread::start(); }
    void stop();

    /// To be told what failed when the index was read.
    void suspect(const Error &error);

    /// What is written within this time is indexed together.
    static constexpr std::chrono::milliseconds gatherFor{100};
    static constexpr std::chrono::seconds scanEvery{30};
    static constexpr std::chrono::seconds retryAfter{5};
    /// So that what can be found no more soon stands in no file.
    static constexpr std::chrono::minutes emptyLogEvery{10};
    /// Conversations that are remembered; beyond that, all are looked at.
    static constexpr qsizetype remembered = 50'000;

private:
    struct Wanted {
        QSet<ConversationId> conversations = {};
        bool scan = false;
        std::optional<Error> doubt = {}; ///< what failed for somebody who read the index
    };

    void run() override;
    [[nodiscard]] Result<void> open();
    void close();
    [[nodiscard]] Wanted wait();
    [[nodiscard]] Result<void> work(const Wanted &wanted);
    /// Forgets the index if that is what failed; otherwise waits a while.
    void recover(const Error &error);
    [[nodiscard]] Database &index() const { return m_ownIndex ? *m_ownIndex : *m_main; }

    const Parts m_parts;
    std::stop_source m_stop;

    // The indexer's thread only
    std::unique_ptr<Database> m_main;
    std::unique_ptr<Database> m_ownIndex; // null where it is in the main database
    std::unique_ptr<SearchFeeder> m_feeder;
    std::chrono::steady_clock::time_point m_emptyLogAt = std::chrono::steady_clock::now() + emptyLogEvery;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    Wanted m_wanted{.scan = true}; // guarded by m_mutex
};

} // namespace confab
