// SPDX-License-Identifier: Apache-2.0
#include "client/store/outboxsender.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"
#include "shared/protocol/clientframes.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QList<Attachment> attachmentsOf(const OutboxEntry &entry)
{
    QList<Attachment> attachments;
    for (const OutgoingFile &file : entry.files)
        attachments.append(file.shown);
    return attachments;
}

Message messageOf(const OutboxEntry &entry, const AckFrame &ack, const QString &self)
{
    if (ack.message)
        return *ack.message;
    return {.conversation = *ack.conversation,
            .seq = *ack.seq,
            .change = *ack.change,
            .clientId = entry.clientId,
            .sender = self,
            .sentAt = ack.sentAt.value_or(entry.writtenAt),
            .body = entry.body,
            .replyTo = entry.replyTo,
            .attachments = attachmentsOf(entry)};
}

/// What the entry asks of the server.
ServerLink::WriteFrame frameOf(const OutboxEntry &entry, const Chat &chat)
{
    const ConversationId conversation = chat.conversation.value_or(ConversationId());
    switch (entry.kind) {
    case OutboxEntry::Kind::Send:
        break;
    case OutboxEntry::Kind::Edit:
        return [frame = EditFrame{conversation, entry.seq, entry.body}](JsonWriter &json, QStringView ref) {
            frame.write(json, ref);
        };
    case OutboxEntry::Kind::Delete:
        return [frame = DeleteFrame{conversation, entry.seq}](JsonWriter &json, QStringView ref) {
            frame.write(json, ref);
        };
    case OutboxEntry::Kind::React:
    case OutboxEntry::Kind::TakeBack:
        return
            [frame = ReactFrame{conversation, entry.seq, entry.body, entry.kind == OutboxEntry::Kind::React}](
                JsonWriter &json, QStringView ref) { frame.write(json, ref); };
    }
    SendFrame frame{.conversation = chat.conversation,
                    .clientId = entry.clientId,
                    .body = entry.body,
                    .replyTo = entry.replyTo};
    if (!chat.conversation)
        frame.to = chat.username;
    for (const OutgoingFile &file : entry.files)
        frame.attachments.append(file.shown.id);
    return [frame](JsonWriter &json, QStringView ref) { frame.write(json, ref); };
}

} // namespace

OutboxSender::OutboxSender(ServerLink &link, SyncStore &syncStore, LocalStore &store, Scheduler &scheduler,
                           QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_syncStore(syncStore)
    , m_store(store)
    , m_scheduler(scheduler)
    , m_uploader(link, store)
{ }

void OutboxSender::start()
{
    if (!m_isRunning)
        ++m_generation;
    m_isRunning = true;
    wakeAll();
}

void OutboxSender::stop()
{
    ++m_generation;
    m_isRunning = false;
    m_uploader.stop();
    m_sending.clear();
    m_uploading.clear();
    m_pauses.clear();
}

void OutboxSender::wakeAll()
{
    for (const ChatId chat : m_store.outbox().chatsWaiting())
        wake(chat);
}

bool OutboxSender::isOnItsWay(const QUuid &clientId) const
{
    return !m_uploading.contains(clientId)
        && std::find(m_sending.begin(), m_sending.end(), clientId) != m_sending.end();
}

void OutboxSender::abandon(const OutboxEntry &entry)
{
    m_uploader.cancel(entry.clientId);
    if (m_uploading.remove(entry.clientId))
        m_sending.remove(entry.chat);
}

void OutboxSender::wake(ChatId chat)
{
    if (!m_isRunning || m_sending.contains(chat) || m_sending.size() >= atOnce || m_pauses.contains(chat))
        return;
    const auto entry = m_store.outbox().firstWaiting(chat);
    const auto row = m_store.conversations().find(chat);
    if (entry && row)
        start(*entry, row->chat);
}

void OutboxSender::start(const OutboxEntry &entry, const Chat &chat)
{
    m_sending.insert(entry.chat, entry.clientId);
    if (entry.files.isEmpty())
        return send(entry, chat);
    // Nothing of the chat overtakes it meanwhile.
    m_uploading.insert(entry.clientId);
    m_uploader.upload(entry.clientId,
                      [this, entry, chat, generation = m_generation](const Result<QList<Attachment>> &files) {
                          if (generation != m_generation)
                              return;
                          m_uploading.remove(entry.clientId);
                          if (!files)
                              return answered(entry, files.error());
                          // As it is now: its text may have been changed meanwhile.
                          if (const auto complete = m_store.outbox().find(entry.clientId))
                              send(*complete, chat);
                      });
}

void OutboxSender::send(const OutboxEntry &entry, const Chat &chat)
{
    if (chat.isLeft())
        return answered(entry, leftGroup());
    m_link.request(frameOf(entry, chat), [this, entry, generation = m_generation](Result<AckFrame> ack) {
        if (generation == m_generation)
            answered(entry, ack);
    });
}

void OutboxSender::answered(const OutboxEntry &entry, const Result<AckFrame> &ack)
{
    m_sending.remove(entry.chat);
    if (ack && ack->conversation && ack->seq && ack->change)
        acknowledged(entry, *ack);
    else if (ack || isTemporary(ack.error()))
        pause(entry.chat, std::max(leastWait, ack ? leastWait : ack.error().retryAfter));
    else if (entry.kind != OutboxEntry::Kind::Send)
        dropAmendment(entry, ack.error());
    else
        refused(entry, ack.error());
    wake(entry.chat);
    wakeAll(); // Others may have found no room.
}

void OutboxSender::acknowledged(const OutboxEntry &entry, const AckFrame &ack)
{
    const auto source = ack.message ? SyncStore::Source::Server : SyncStore::Source::Built;
    if (!entry.files.isEmpty())
        Q_EMIT delivered(entry);
    if (m_syncStore.applyAccepted(entry, messageOf(entry, ack, m_store.self()), source))
        Q_EMIT accepted(entry.chat, *ack.conversation, *ack.change);
    else
        pause(entry.chat, std::chrono::seconds(30)); // The disk is full: it is sent again, to no harm.
}

void OutboxSender::refused(const OutboxEntry &entry, const Error &error)
{
    qCInfo(lcSync) << "A message was refused:" << error.detail;
    (void)m_store.write(LocalStore::Durability::Full, [&](StoreChange &change) -> Result<void> {
        OutboxEntry changed = entry;
        changed.refused = error;
        change.changed.append(changed);
        change.chats.insert(entry.chat);
        if (auto forgotten = forgetFiles(entry, error); !forgotten)
            return forgotten;
        return m_store.outbox().refuse(entry.clientId, error);
    });
}

void OutboxSender::dropAmendment(const OutboxEntry &entry, const Error &error)
{
    qCInfo(lcSync) << "What was done to a message was refused:" << error.detail;
    const auto done = m_store.write(LocalStore::Durability::Full, [&](StoreChange &change) {
        change.amended[entry.chat].insert(entry.seq);
        return m_store.outbox().remove(entry.clientId);
    });
    if (done)
        Q_EMIT amendmentRefused(entry, error);
    else
        pause(entry.chat, std::chrono::seconds(30)); // The disk is full: it is asked again, to no harm.
}

Result<void> OutboxSender::forgetFiles(const OutboxEntry &entry, const Error &error)
{
    // The server keeps what nobody has sent for a while only: the next try brings it there again.
    if (error.field != "attachments"_L1)
        return {};
    for (OutgoingFile file : entry.files) {
        if (file.path.isEmpty())
            continue;
        file.shown.id = {};
        if (auto done = m_store.outboxFiles().update(file); !done)
            return done;
    }
    return {};
}

void OutboxSender::pause(ChatId chat, std::chrono::milliseconds wait)
{
    const auto [pause, isNew] = m_pauses.try_emplace(chat, m_scheduler);
    pause->second.set(wait, [this, chat] {
        m_pauses.erase(chat);
        wake(chat);
    });
}

} // namespace confab
