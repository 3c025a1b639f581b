// SPDX-License-Identifier: Apache-2.0
#include "client/store/pushsequencer.h"

namespace confab {

using Applied = SyncStore::Applied;

PushSequencer::PushSequencer(SyncStore &syncStore, LocalStore &store, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_syncStore(syncStore)
    , m_store(store)
    , m_scheduler(scheduler)
{ }

void PushSequencer::receive(const ServerFrame &frame)
{
    const auto number = pushNumber(frame);
    Q_ASSERT(number);
    switch (m_syncStore.applyPush(frame)) {
    case Applied::Yes:
        Q_EMIT applied(number->conversation);
        expect(number->conversation, number->change); // A summary tells of more than its own number.
        drain(number->conversation);
        break;
    case Applied::Early:
        hold(number->conversation, number->change, frame);
        wait(number->conversation);
        break;
    case Applied::Unknown:
        hold(number->conversation, number->change, frame);
        Q_EMIT unknown(number->conversation);
        break;
    case Applied::Old:
    case Applied::Failed: // The numbers of what comes next will show the gap.
        break;
    }
}

PushSequencer::Held &PushSequencer::held(ConversationId conversation)
{
    return m_held.try_emplace(conversation, m_scheduler).first->second;
}

void PushSequencer::hold(ConversationId conversation, Change change, const ServerFrame &frame)
{
    Held &content = held(conversation);
    content.expected = std::max(content.expected, change);
    if (content.frames.size() < mostHeld)
        content.frames.emplace(change, frame);
}

void PushSequencer::wait(ConversationId conversation)
{
    Held &content = held(conversation);
    if (!content.alarm.isSet())
        content.alarm.set(patience, [this, conversation] { Q_EMIT gap(conversation); });
}

void PushSequencer::drain(ConversationId conversation)
{
    const auto found = m_held.find(conversation);
    if (found == m_held.end())
        return;
    Held &content = found->second;
    while (!content.frames.empty()) {
        const auto outcome = m_syncStore.applyPush(content.frames.begin()->second);
        if (outcome == Applied::Early || outcome == Applied::Unknown)
            break;
        content.frames.erase(content.frames.begin());
        if (outcome == Applied::Yes)
            Q_EMIT applied(conversation);
    }
    const auto row = m_store.conversations().find(conversation);
    if (!row) {
        Q_EMIT unknown(conversation);
        return;
    }
    if (content.frames.empty() && content.expected <= row->rowsChange)
        m_held.erase(found);
    else
        wait(conversation);
}

void PushSequencer::drainAll()
{
    QList<ConversationId> conversations;
    for (const auto &[conversation, content] : m_held)
        conversations.append(conversation);
    for (const ConversationId conversation : conversations)
        drain(conversation);
}

void PushSequencer::expect(ConversationId conversation, Change change)
{
    const auto row = m_store.conversations().find(conversation);
    if (!row) {
        Q_EMIT unknown(conversation);
        return;
    }
    if (change <= row->rowsChange)
        return;
    Held &content = held(conversation);
    content.expected = std::max(content.expected, change);
    wait(conversation);
}

void PushSequencer::forget(ConversationId conversation)
{
    m_held.erase(conversation);
}

void PushSequencer::clear()
{
    m_held.clear();
}

} // namespace confab
