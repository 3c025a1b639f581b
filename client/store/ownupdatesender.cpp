// SPDX-License-Identifier: Apache-2.0
#include "client/store/ownupdatesender.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"

namespace confab {

using Durability = LocalStore::Durability;

OwnUpdateSender::OwnUpdateSender(ServerLink &link, SyncStore &syncStore, LocalStore &store,
                                 Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_syncStore(syncStore)
    , m_store(store)
    , m_again(scheduler)
{
    for (const ChatId chat : m_store.ownUpdates().pending())
        m_pending.insert(chat);
}

Result<void> OwnUpdateSender::update(ChatId chat, const UpdateConversationRequest &update)
{
    const auto done = m_store.write(Durability::Full, [&](StoreChange &change) -> Result<void> {
        auto row = m_store.conversations().find(chat);
        if (!row)
            return Error{ErrorCode::NotFound};
        OwnUpdate::apply(update, row->chat);
        change.chats.insert(chat);
        if (auto saved = m_store.conversations().save(*row); !saved)
            return saved;
        return m_store.ownUpdates().set(chat, OwnUpdate::merged(m_store.ownUpdates().of(chat), update));
    });
    if (!done)
        return done;
    m_pending.insert(chat);
    wake(chat);
    return {};
}

void OwnUpdateSender::start()
{
    if (!m_isRunning)
        ++m_generation;
    m_isRunning = true;
    wakeAll();
}

void OwnUpdateSender::stop()
{
    ++m_generation;
    m_isRunning = false;
    m_sending.clear();
    m_again.cancel();
}

void OwnUpdateSender::wakeAll()
{
    const auto pending = m_pending;
    for (const ChatId chat : pending)
        wake(chat);
}

void OwnUpdateSender::wake(ChatId chat)
{
    if (!m_isRunning || m_again.isSet() || !m_pending.contains(chat) || m_sending.contains(chat)
        || m_sending.size() >= atOnce)
        return;
    const auto row = m_store.conversations().find(chat);
    if (row && row->chat.conversation)
        send(chat, *row->chat.conversation);
}

void OwnUpdateSender::send(ChatId chat, ConversationId conversation)
{
    const auto update = m_store.ownUpdates().of(chat);
    if (OwnUpdate::isEmpty(update)) {
        m_pending.remove(chat);
        return;
    }
    m_sending.insert(chat);
    m_link.update(
        conversation, update,
        [this, chat, conversation, update, generation = m_generation](const Result<Conversation> &answer) {
            if (generation == m_generation)
                answered(chat, conversation, update, answer);
        });
}

void OwnUpdateSender::answered(ChatId chat, ConversationId conversation,
                               const UpdateConversationRequest &sent, const Result<Conversation> &answer)
{
    m_sending.remove(chat);
    if (!answer && isTemporary(answer.error())) {
        m_again.set(std::max<std::chrono::milliseconds>(leastWait, answer.error().retryAfter),
                    [this] { wakeAll(); });
        return;
    }
    if (!settle(chat, sent)) {
        m_again.set(std::chrono::seconds(30), [this] { wakeAll(); }); // The disk is full: again, to no harm.
        return;
    }
    if (answer) {
        (void)m_syncStore.applySummaries({*answer});
        Q_EMIT accepted(conversation, answer->change);
    } else {
        qCInfo(lcSync) << "An update of one's own was refused:" << answer.error().detail;
        Q_EMIT refused(conversation);
    }
    wakeAll();
}

bool OwnUpdateSender::settle(ChatId chat, const UpdateConversationRequest &sent)
{
    const auto left = OwnUpdate::without(m_store.ownUpdates().of(chat), sent);
    const auto done = m_store.write(Durability::Normal,
                                    [&](StoreChange &) { return m_store.ownUpdates().set(chat, left); });
    if (done && OwnUpdate::isEmpty(left))
        m_pending.remove(chat);
    return bool(done);
}

} // namespace confab
