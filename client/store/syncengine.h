// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/catchup.h"
#include "client/store/connectionstatus.h"
#include "client/store/marksender.h"
#include "client/store/outboxwriter.h"
#include "client/store/ownupdatesender.h"
#include "client/store/pushsequencer.h"
#include "shared/core/backoff.h"

namespace confab {

/// Keeps the local store in step with the server: section 5 of the protocol, without a view and without a
/// network of its own.
///
///     Offline -> Connecting -> (welcome) -> Syncing -> (nothing is missing) -> Online
///        ^___________(the socket closes; full jitter)______________|
///
/// The socket is open before `sync` is asked, so that nothing falls between the two. A new epoch, or a server
/// that is behind what this device has, drops the cache; outbox and drafts stay. GUI thread; all that is
/// given outlives it.
class SyncEngine final : public QObject {
    Q_OBJECT

public:
    SyncEngine(LocalStore &store, ServerLink &link, const Clock &clock, Scheduler &scheduler, Backoff backoff,
               QObject *parent = nullptr);

    void start();
    void stop();
    /// Ends the wait for the next attempt.
    void retryNow();
    [[nodiscard]] ConnectionStatus status() const;
    [[nodiscard]] bool isConnected() const { return m_isWelcome; }

    [[nodiscard]] SyncStore &syncStore() { return m_syncStore; }
    [[nodiscard]] PresenceReporter &reporter() { return m_reporter; }
    [[nodiscard]] OutboxWriter &outbox() { return m_outbox; }
    [[nodiscard]] OwnUpdateSender &ownUpdates() { return m_ownUpdates; }

    [[nodiscard]] OutboxSender &sender() { return m_sender; }

    /// Ends the reminder that it is unread, too.
    void markRead(ChatId chat, Seq seq);
    /// Fetches messages into the store. Answers from which seq on those asked for are there; 1 at the start.
    void load(ChatId chat, const MessageRange &range, Answer<Seq> done);

Q_SIGNALS:
    void statusChanged();
    /// The socket is open: what is of the moment can be asked and told.
    void connected();
    void disconnected();
    void typingNoted(confab::ChatId chat, const QString &username);
    /// Something of the account itself has changed, perhaps what only `GET /me` says.
    void ownProfileNoted();
    void presenceNoted(const confab::UserPresenceFrame &frame);
    void loggedOut(const confab::Error &error);
    void amendmentRefused(const confab::OutboxEntry &entry, const confab::Error &error);

private:
    using State = ConnectionStatus::State;

    void connectParts();
    void attempt();
    void receive(const ServerFrame &frame);
    void welcome(const WelcomeFrame &frame);
    void account(const AccountState &state);
    /// By sync, when more has been heard of than is here.
    void askForAccount();
    void marks(const MarksFrame &frame);
    void typing(const UserTypingFrame &frame);
    void sync();
    void synced(const SyncRequest &request, const Result<SyncAnswer> &answer);
    [[nodiscard]] bool isBehind(const SyncRequest &request, const SyncAnswer &answer) const;
    void askForMissing();
    void settle();
    void startOver(const QString &epoch);
    void fail(const Error &error);
    void endConnection();
    void setState(State state);

    LocalStore &m_store;
    ServerLink &m_link;
    const Clock &m_clock;
    SyncStore m_syncStore;
    PushSequencer m_sequencer;
    CatchUp m_catchUp;
    OutboxSender m_sender;
    MarkSender m_marks;
    OwnUpdateSender m_ownUpdates;
    PresenceReporter m_reporter;
    OutboxWriter m_outbox;
    Backoff m_backoff;
    Alarm m_retry;
    ConnectionStatus m_status;
    bool m_isWelcome = false;
    AccountChange m_accountHeard = {}; ///< the highest of the account's numbers that was heard of
    AccountChange m_accountAsked = {}; ///< what it was when `sync` was asked last
    bool m_isSyncing = false; ///< a `sync` is on its way, or has more to come
    quint64 m_connection = 0; ///< counts them: an answer to an older one is stale
};

} // namespace confab
