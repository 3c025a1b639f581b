// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/scheduler.h"
#include "client/connection/serverlink.h"
#include "client/store/syncstore.h"

#include <set>

namespace confab {

/// Fetches what this device lacks of conversations, a few at a time: changes and summaries first, then the
/// last pages of conversations that are new to it.
///
/// What fails is asked again after a while, for as long as the connection lasts; after that the numbers in
/// the store say what is missing. GUI thread; everything given outlives it.
class CatchUp final : public QObject {
    Q_OBJECT

public:
    enum class Want { Changes, Summary, Tail };
    static constexpr int atOnce = 4;
    static constexpr int tailSize = 50;
    static constexpr std::chrono::seconds retryAfter{3};

    CatchUp(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
            QObject *parent = nullptr);

    void ask(Want want, ConversationId conversation);
    /// Asks for nothing more; answers still to come are not heard.
    void clear();
    /// Whether changes or summaries are on their way: what is shown is not yet what the server has.
    [[nodiscard]] bool isBehind() const;

Q_SIGNALS:
    /// The device has more of the conversation than before, or none of it because there is none.
    void advanced(confab::ConversationId conversation);
    /// isBehind() has become false.
    void settled();
    /// The server knows less than this device: it was put back to an earlier state.
    void serverIsBehind();

private:
    using Job = std::pair<Want, ConversationId>;
    /// Wraps what to do with an answer, so that a stale one is not heard.
    template <typename T>
    Answer<T> answer(Job job, std::function<Result<void>(const T &)> apply);
    void next();
    void start(const Job &job);
    void finish(const Job &job, const Result<void> &outcome);
    void failed(const Job &job, const Error &error);
    Result<void> applyChanges(ConversationId conversation, Change since, const Changes &changes);

    ServerLink &m_link;
    SyncStore &m_syncStore;
    LocalStore &m_store;
    Scheduler &m_scheduler;
    QList<Job> m_waiting;
    std::set<Job> m_running;
    std::set<Job> m_pausing; ///< failed, and asked again later
    quint64 m_generation = 0;
};

} // namespace confab
