// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/domain/caller.h"

namespace confab {

/// A message that `caller` wants written in `conversation`, or to the person `to`. A value.
struct Post {
    Caller caller; ///< as the token says; asked again in the transaction that writes
    std::optional<ConversationId> conversation = {};
    std::optional<QString> to = {};
    QUuid clientId = {};
    QString body = {};
    std::optional<Seq> replyTo = {};
    QList<FileId> attachments = {};
    Origin origin = {};
};

/// What became of it.
struct Posted {
    Message message;
    bool repeated = false; ///< this is the first message of the same `clientId`, nothing was written
};

} // namespace confab
