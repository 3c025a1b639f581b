// SPDX-License-Identifier: Apache-2.0
#include "client/store/sentmessage.h"

#include "shared/core/uuid7.h"

namespace confab {
namespace {

bool isOvertaken(const OutboxEntry &entry, const Message &message)
{
    return entry.isRewritten && entry.body != message.body && !message.deleted;
}

Result<void> addEdit(LocalStore &store, StoreChange &change, const OutboxEntry &entry, Seq seq)
{
    const auto edit = store.outbox().add({.clientId = newUuid7(entry.writtenAt),
                                          .chat = entry.chat,
                                          .body = entry.body,
                                          .writtenAt = entry.writtenAt,
                                          .kind = OutboxEntry::Kind::Edit,
                                          .seq = seq});
    if (!edit)
        return edit.error();
    change.amended[entry.chat].insert(seq);
    return {};
}

} // namespace

Result<void> settleSent(LocalStore &store, StoreChange &change, ChatId chat, const Message &message)
{
    const auto entry = store.outbox().find(message.clientId);
    if (!entry)
        return {};
    if (entry->chat == chat && isOvertaken(*entry, message)) {
        if (auto done = addEdit(store, change, *entry, message.seq); !done)
            return done;
    }
    return store.outbox().remove(entry->clientId);
}

} // namespace confab
