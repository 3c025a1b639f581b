// SPDX-License-Identifier: Apache-2.0
#include "client/store/marksender.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"

namespace confab {

MarkSender::MarkSender(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
                       QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_syncStore(syncStore)
    , m_store(store)
    , m_alarm(scheduler)
{ }

void MarkSender::start()
{
    if (!m_isRunning)
        ++m_generation;
    m_isRunning = true;
    for (const ChatId chat : m_store.conversations().withUnsentMarks())
        wake(chat);
}

void MarkSender::stop()
{
    ++m_generation;
    m_isRunning = false;
    m_awake.clear();
    m_sending.clear();
    m_alarm.cancel();
}

void MarkSender::wake(ChatId chat)
{
    if (!m_isRunning)
        return;
    m_awake.insert(chat);
    // Not at once: who looks at the conversation reads what has just come, and says so in the same frame.
    if (!m_alarm.isSet())
        m_alarm.set(std::chrono::milliseconds::zero(), [this] { flush(); });
}

void MarkSender::flush()
{
    const auto awake = std::exchange(m_awake, {});
    if (awake.isEmpty())
        return;
    m_alarm.set(moment, [this] { flush(); });
    for (const ChatId chat : awake) {
        const auto row = m_store.conversations().find(chat);
        if (row && row->chat.conversation)
            flush(*row);
    }
}

void MarkSender::flush(const ChatRow &row)
{
    if (row.chat.readSeq > row.readAcked)
        send(row, MarkFrame::Kind::Read, row.chat.readSeq);
    // What is read is held; and one's own messages need no mark.
    const Seq known = std::max(row.deliveredAcked, row.chat.readSeq);
    const Seq held = m_store.messages().lastOfOthers(row.chat.id, known, m_store.self());
    if (row.tailKnown && held > known)
        send(row, MarkFrame::Kind::Delivered, held);
}

void MarkSender::send(const ChatRow &row, MarkFrame::Kind kind, Seq seq)
{
    const auto key = std::make_pair(row.chat.id, int(kind));
    if (m_sending.contains(key))
        return; // Its answer looks again.
    m_sending.insert(key);
    const MarkFrame frame{.kind = kind, .conversation = *row.chat.conversation, .seq = seq};
    m_link.request([frame](JsonWriter &json, QStringView ref) { frame.write(json, ref); },
                   [this, chat = row.chat.id, frame, generation = m_generation](Result<AckFrame> ack) {
                       if (generation == m_generation)
                           answered(chat, frame, ack);
                   });
}

void MarkSender::answered(ChatId chat, const MarkFrame &frame, const Result<AckFrame> &ack)
{
    m_sending.remove({chat, int(frame.kind)});
    if (!ack) {
        qCInfo(lcSync) << "A mark was not taken:" << ack.error().detail;
        if (isNetworkError(ack.error()) || ack.error().code == ErrorCode::TooManyRequests)
            wake(chat);
        return; // Others would be refused again; the next mark says all that this one said.
    }
    const Seq read = frame.kind == MarkFrame::Kind::Read ? frame.seq : Seq();
    const bool isDone = bool(m_syncStore.applyOwnMarks(chat, read, frame.seq));
    if (ack->change && ack->present)
        Q_EMIT changeHeard(frame.conversation, *ack->change);
    else if (ack->change)
        Q_EMIT accepted({.conversation = frame.conversation,
                         .change = *ack->change,
                         .user = m_store.self(),
                         .readSeq = read,
                         .deliveredSeq = frame.seq});
    if (isDone)
        wake(chat);
}

} // namespace confab
