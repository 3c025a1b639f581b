// SPDX-License-Identifier: Apache-2.0
#include "client/store/syncengine.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"
#include "shared/core/text.h"

#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;
using Durability = LocalStore::Durability;

SyncEngine::SyncEngine(LocalStore &store, ServerLink &link, const Clock &clock, Scheduler &scheduler,
                       Backoff backoff, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_link(link)
    , m_clock(clock)
    , m_syncStore(store)
    , m_sequencer(m_syncStore, store, scheduler)
    , m_catchUp(link, m_syncStore, store, scheduler)
    , m_sender(link, m_syncStore, store, scheduler)
    , m_marks(link, m_syncStore, store, scheduler)
    , m_ownUpdates(link, m_syncStore, store, scheduler)
    , m_reporter(link, scheduler)
    , m_outbox(store, clock, m_sender, m_reporter)
    , m_backoff(std::move(backoff))
    , m_retry(scheduler)
{
    connectParts();
}

void SyncEngine::connectParts()
{
    connect(&m_link, &ServerLink::frameArrived, this, &SyncEngine::receive);
    connect(&m_link, &ServerLink::closed, this, &SyncEngine::fail);
    connect(&m_link, &ServerLink::loggedOut, this, [this](const Error &error) {
        endConnection();
        m_retry.cancel();
        m_status.error = error;
        setState(State::LoggedOut);
        Q_EMIT loggedOut(error);
    });
    connect(&m_sequencer, &PushSequencer::gap, this,
            [this](ConversationId id) { m_catchUp.ask(CatchUp::Want::Changes, id); });
    connect(&m_sequencer, &PushSequencer::unknown, this, [this](ConversationId id) {
        if (!m_isSyncing) // Otherwise the sync may bring it; what is held is looked at when it has ended.
            m_catchUp.ask(CatchUp::Want::Summary, id);
    });
    connect(&m_catchUp, &CatchUp::advanced, this, [this](ConversationId id) {
        if (m_store.conversations().find(id))
            m_sequencer.drain(id);
        else
            m_sequencer.forget(id);
        askForMissing();
    });
    connect(&m_catchUp, &CatchUp::settled, this, &SyncEngine::settle);
    connect(&m_catchUp, &CatchUp::serverIsBehind, this, [this] { startOver(m_store.state().epoch()); });
    connect(&m_marks, &MarkSender::accepted, this,
            [this](const ReceiptFrame &receipt) { m_sequencer.receive(receipt); });
    connect(&m_marks, &MarkSender::changeHeard, this,
            [this](ConversationId id, Change change) { m_sequencer.expect(id, change); });
    connect(&m_sender, &OutboxSender::accepted, this, [this](ChatId chat, ConversationId id, Change change) {
        // A conversation that this message has made: only its id is known yet.
        const auto row = m_store.conversations().find(chat);
        if (row && row->membership.isNull())
            m_catchUp.ask(CatchUp::Want::Summary, id);
        // Not as a push with that number: of a repeat it may be the number of an edit that is still to come.
        m_sequencer.expect(id, change);
        m_sequencer.drain(id);
    });
    connect(&m_sender, &OutboxSender::amendmentRefused, this, &SyncEngine::amendmentRefused);
    connect(&m_ownUpdates, &OwnUpdateSender::accepted, this,
            [this](ConversationId id, Change change) { m_sequencer.expect(id, change); });
    connect(&m_ownUpdates, &OwnUpdateSender::refused, this,
            [this](ConversationId id) { m_catchUp.ask(CatchUp::Want::Summary, id); });
    connect(&m_store, &LocalStore::changed, this, [this](const StoreChange &change) {
        for (const ChatId chat : change.chats)
            m_ownUpdates.wake(chat);
        for (auto it = change.messages.begin(); it != change.messages.end(); ++it)
            m_marks.wake(it.key());
        if (!change.messages.isEmpty() || !change.queued.isEmpty() || !change.changed.isEmpty()
            || !change.discarded.isEmpty() || !change.amended.isEmpty())
            Q_EMIT statusChanged(); // It carries the length of the queue.
    });
}

void SyncEngine::start()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_status.state == State::Offline && !m_retry.isSet())
        attempt();
}

void SyncEngine::stop()
{
    m_retry.cancel();
    endConnection();
    m_link.close();
    m_status.retryAt.reset();
    setState(State::Offline);
}

void SyncEngine::retryNow()
{
    if (m_status.state == State::Offline)
        attempt();
}

ConnectionStatus SyncEngine::status() const
{
    ConnectionStatus status = m_status;
    status.queued = m_store.outbox().countWaiting();
    return status;
}

void SyncEngine::attempt()
{
    m_retry.cancel();
    m_status.retryAt.reset();
    setState(State::Connecting);
    m_link.open();
}

void SyncEngine::setState(State state)
{
    m_status.state = state;
    if (state == State::Online)
        m_status.error.reset();
    Q_EMIT statusChanged();
}

void SyncEngine::receive(const ServerFrame &frame)
{
    if (const auto *content = std::get_if<WelcomeFrame>(&frame))
        welcome(*content);
    else if (const auto *numbers = std::get_if<MarksFrame>(&frame))
        marks(*numbers);
    else if (const auto *note = std::get_if<UserTypingFrame>(&frame))
        typing(*note);
    else if (const auto *presence = std::get_if<UserPresenceFrame>(&frame))
        Q_EMIT presenceNoted(*presence);
    else if (const auto *gone = std::get_if<RemovedFrame>(&frame))
        (void)m_syncStore.remove(gone->conversation);
    else if (const auto *news = std::get_if<AccountFrame>(&frame))
        account(news->state);
    else
        m_sequencer.receive(frame);
}

void SyncEngine::account(const AccountState &state)
{
    const bool isOwn = std::any_of(state.profiles.begin(), state.profiles.end(), [this](const User &user) {
        return usernameKey(user.username) == usernameKey(m_store.self());
    });
    if (isOwn)
        Q_EMIT ownProfileNoted();
    m_accountHeard = std::max(m_accountHeard, state.account);
    const auto known = m_store.state().account();
    if (known && state.account == known->next())
        (void)m_syncStore.applyAccount(state);
    else
        askForAccount();
}

void SyncEngine::askForAccount()
{
    const auto known = m_store.state().account();
    if (known && *known < m_accountHeard && m_accountAsked < m_accountHeard && !m_isSyncing)
        sync();
}

void SyncEngine::welcome(const WelcomeFrame &frame)
{
    ++m_connection;
    m_isWelcome = true;
    setState(State::Syncing);
    Q_EMIT connected();
    m_reporter.start();
    if (m_store.state().epoch() != frame.epoch)
        startOver(frame.epoch);
    else
        sync();
}

void SyncEngine::startOver(const QString &epoch)
{
    if (m_store.state().hasSynced())
        qCInfo(lcSync) << "The server is not the one whose conversations are here: starting over";
    m_sequencer.clear();
    m_catchUp.clear();
    ++m_connection; // No answer about the old ones is heard.
    if (auto done = m_syncStore.dropCache(epoch); !done)
        return fail(done.error());
    m_accountHeard = m_accountAsked = {};
    setState(State::Syncing);
    sync();
}

void SyncEngine::sync()
{
    m_isSyncing = true;
    m_accountAsked = m_accountHeard;
    const SyncRequest request{.conversations = m_store.conversations().knownNumbers(),
                              .account = m_store.state().account().value_or(AccountChange())};
    m_link.sync(request, [this, request, connection = m_connection](Result<SyncAnswer> answer) {
        if (connection == m_connection && m_isWelcome)
            synced(request, answer);
    });
}

bool SyncEngine::isBehind(const SyncRequest &request, const SyncAnswer &answer) const
{
    return std::any_of(
        answer.conversations.begin(), answer.conversations.end(),
        [&](const Conversation &now) { return now.change < request.conversations.value(now.id).change; });
}

void SyncEngine::synced(const SyncRequest &request, const Result<SyncAnswer> &answer)
{
    if (!answer)
        return fail(answer.error());
    if (answer->epoch != m_store.state().epoch() || isBehind(request, *answer))
        return startOver(answer->epoch);
    if (auto done = m_syncStore.applySync(*answer); !done)
        return fail(done.error());
    const bool hasContent = !answer->conversations.isEmpty() || !answer->removed.isEmpty() || answer->account;
    if (answer->more && hasContent)
        return sync();
    m_isSyncing = false;
    m_sequencer.drainAll();
    askForMissing();
    m_sender.start();
    m_marks.start();
    m_ownUpdates.start();
    if (!m_catchUp.isBehind())
        settle();
    askForAccount(); // A push may have come that did not fit before the answer, and is not in it.
}

void SyncEngine::askForMissing()
{
    if (m_isSyncing)
        return;
    for (const ConversationId id : m_store.conversations().behind())
        m_catchUp.ask(CatchUp::Want::Changes, id);
    for (const ConversationId id : m_store.conversations().withoutTail())
        m_catchUp.ask(CatchUp::Want::Tail, id);
}

void SyncEngine::settle()
{
    if (!m_isWelcome || m_isSyncing || m_catchUp.isBehind())
        return;
    m_backoff.reset();
    if (m_status.state != State::Online)
        setState(State::Online);
}

void SyncEngine::marks(const MarksFrame &frame)
{
    for (auto it = frame.conversations.begin(); it != frame.conversations.end(); ++it) {
        m_sequencer.expect(it.key(), it->change);
        const auto row = m_store.conversations().find(it.key());
        if (row && it->own > row->own)
            m_catchUp.ask(CatchUp::Want::Summary, it.key());
    }
    m_accountHeard = std::max(m_accountHeard, frame.account);
    askForAccount();
}

void SyncEngine::typing(const UserTypingFrame &frame)
{
    if (const auto row = m_store.conversations().find(frame.conversation))
        Q_EMIT typingNoted(row->chat.id, frame.user);
}

void SyncEngine::fail(const Error &error)
{
    if (m_status.state == State::LoggedOut)
        return;
    endConnection(); // First: what is unanswered is not to be tried again on this one.
    m_link.close();
    const auto wait = std::max<std::chrono::milliseconds>(m_backoff.next(), error.retryAfter);
    m_status.error = error;
    m_status.retryAt = m_clock.now() + wait;
    m_retry.set(wait, [this] { attempt(); });
    setState(State::Offline);
}

void SyncEngine::endConnection()
{
    ++m_connection;
    m_isSyncing = false;
    m_sequencer.clear();
    m_catchUp.clear();
    m_sender.stop();
    m_marks.stop();
    m_ownUpdates.stop();
    m_reporter.stop();
    if (std::exchange(m_isWelcome, false))
        Q_EMIT disconnected();
}

void SyncEngine::markRead(ChatId chat, Seq seq)
{
    if (m_syncStore.read(chat, seq))
        m_marks.wake(chat);
    const auto row = m_store.conversations().find(chat);
    if (row && row->chat.markedUnread)
        (void)m_ownUpdates.update(chat, {.markedUnread = false});
}

void SyncEngine::load(ChatId chat, const MessageRange &range, Answer<Seq> done)
{
    const auto row = m_store.conversations().find(chat);
    if (!row || !row->chat.conversation || !m_isWelcome)
        return done(networkError(u"There is no connection"_s));
    const ConversationId id = *row->chat.conversation;
    m_link.messages(id, range, [this, id, done = std::move(done)](Result<Page<Message>> page) {
        if (!page)
            return done(page.error());
        if (const auto kept = m_syncStore.applyPage(id, page->items, SyncStore::PageKind::Older); !kept)
            return done(kept.error());
        const bool isAtStart = page->next.isEmpty() || page->items.isEmpty();
        done(isAtStart ? Seq(1) : page->items.first().seq);
    });
}

} // namespace confab
