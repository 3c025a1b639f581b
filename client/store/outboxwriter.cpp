// SPDX-License-Identifier: Apache-2.0
#include "client/store/outboxwriter.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"
#include "shared/core/uuid7.h"
#include "shared/protocol/messagebody.h"

namespace confab {

using namespace Qt::StringLiterals;
using Durability = LocalStore::Durability;

namespace {

/// As the server will have it, or why it will not.
Result<QString> checkedBody(const QString &body, BodyMay may = BodyMay::NotBeEmpty)
{
    const QString text = body.trimmed();
    if ((text.isEmpty() && may == BodyMay::NotBeEmpty) || !isScalarText(text)
        || codePointLength(text) > Limits::body)
        return Error::invalid(u"body"_s, u"must be 1 to %1 characters of text"_s.arg(Limits::body));
    return text.isNull() ? u""_s : text; // a null QString would be NULL to Qt
}

} // namespace

Result<QUuid> OutboxWriter::send(ChatId chat, const QString &body, std::optional<Seq> replyTo,
                                 const QList<OutgoingFile> &files)
{
    const auto checked = checkedBody(body, files.isEmpty() ? BodyMay::NotBeEmpty : BodyMay::BeEmpty);
    if (!checked)
        return checked.error();
    const auto row = m_store.conversations().find(chat);
    if (!row)
        return Error{ErrorCode::NotFound, u"chat"_s, u"There is no such chat"_s};
    if (row->chat.isLeft())
        return leftGroup();

    const QUuid clientId = newUuid7(m_clock.now());
    auto done = m_store.write(Durability::Full, [&](StoreChange &change) -> Result<void> {
        auto entry = m_store.outbox().add({.clientId = clientId,
                                           .chat = chat,
                                           .body = *checked,
                                           .files = files,
                                           .writtenAt = m_clock.now(),
                                           .replyTo = replyTo});
        if (!entry)
            return entry.error();
        change.queued.append(*entry);
        change.chats.insert(chat);
        ChatRow moved = *row;
        moved.chat.updatedAt = std::max(moved.chat.updatedAt, entry->writtenAt);
        return m_store.conversations().save(moved);
    });
    if (!done)
        return done.error();
    if (row->chat.conversation)
        m_reporter.typingEnded(*row->chat.conversation);
    m_sender.wake(chat);
    return clientId;
}

Result<bool> OutboxWriter::rewrite(const QUuid &clientId, const QString &body)
{
    auto entry = m_store.outbox().find(clientId);
    if (!entry || m_sender.isOnItsWay(clientId))
        return false;
    const auto checked = checkedBody(body, entry->files.isEmpty() ? BodyMay::NotBeEmpty : BodyMay::BeEmpty);
    if (!checked)
        return checked.error();
    entry->body = *checked;
    const auto done = m_store.write(Durability::Full, [&](StoreChange &change) {
        change.changed.append(*entry);
        change.chats.insert(entry->chat);
        return m_store.outbox().setBody(clientId, *checked);
    });
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<void> OutboxWriter::amend(ChatId chat, Seq seq, OutboxEntry::Kind kind, const QString &body)
{
    const auto message = m_store.messages().at(chat, seq);
    const BodyMay may = message && !message->attachments.isEmpty() ? BodyMay::BeEmpty : BodyMay::NotBeEmpty;
    const auto checked = kind == OutboxEntry::Kind::Edit ? checkedBody(body, may) : Result<QString>(body);
    if (!checked)
        return checked.error();
    auto done = m_store.write(Durability::Full, [&](StoreChange &change) -> Result<void> {
        change.amended[chat].insert(seq);
        const auto entry = m_store.outbox().add({.clientId = newUuid7(m_clock.now()),
                                                 .chat = chat,
                                                 .body = *checked,
                                                 .writtenAt = m_clock.now(),
                                                 .kind = kind,
                                                 .seq = seq});
        return entry ? Result<void>() : Result<void>(entry.error());
    });
    if (done)
        m_sender.wake(chat);
    return done;
}

void OutboxWriter::retry(const QUuid &clientId)
{
    auto entry = m_store.outbox().find(clientId);
    if (!entry || !entry->refused)
        return;
    entry->refused.reset();
    (void)m_store.write(Durability::Full, [&](StoreChange &change) {
        change.changed.append(*entry);
        change.chats.insert(entry->chat);
        return m_store.outbox().wait(clientId);
    });
    m_sender.wake(entry->chat);
}

bool OutboxWriter::discard(const QUuid &clientId)
{
    const auto entry = m_store.outbox().find(clientId);
    if (!entry || m_sender.isOnItsWay(clientId))
        return false;
    m_sender.abandon(*entry);
    auto done = m_store.write(Durability::Full, [&](StoreChange &change) {
        change.discarded.append(*entry);
        change.chats.insert(entry->chat);
        return m_store.outbox().remove(clientId);
    });
    m_sender.wake(entry->chat);
    return bool(done);
}

} // namespace confab
