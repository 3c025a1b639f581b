// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"
#include "shared/core/result.h"
#include "shared/protocol/attachment.h"
#include "shared/protocol/groupevent.h"

#include <QJsonObject>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace confab {

class JsonWriter;

enum class MessageKind { Text, Event };

/// Names one message anywhere: its conversation and its `seq`, on the wire as `<conversation>.<seq>`.
struct MessageId {
    ConversationId conversation;
    Seq seq;

    [[nodiscard]] QString toString() const;
    void write(JsonWriter &json) const;
    [[nodiscard]] static std::optional<MessageId> fromString(QStringView text);
    bool operator==(const MessageId &) const = default;
};

/// One emoji that people put to a message, and who did.
struct Reaction {
    QString emoji;
    QStringList users; ///< usernames, the first to react first

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Reaction> fromJson(const QJsonObject &json);
    bool operator==(const Reaction &) const = default;
};

/// One message of a conversation in its present state.
struct Message {
    ConversationId conversation;
    Seq seq;
    Change change; ///< of its last modification
    MessageKind kind = MessageKind::Text;
    QUuid clientId;
    QString sender; ///< a username
    Timestamp sentAt;
    QString body; ///< plain text with the Markdown subset; empty when deleted
    std::optional<Timestamp> editedAt = {};
    bool deleted = false;
    std::optional<Seq> replyTo = {};
    QList<Attachment> attachments = {};
    QList<Reaction> reactions = {}; ///< the emoji that came first first
    std::optional<GroupEvent> event = {}; ///< of kind Event

    [[nodiscard]] MessageId id() const { return {conversation, seq}; }
    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Message> fromJson(const QJsonObject &json);
    bool operator==(const Message &) const = default;
};

/// The same while it is read from its row and written on: its texts are UTF-8 and belong to the row.
struct MessageRow {
    ConversationId conversation;
    Seq seq;
    Change change;
    MessageKind kind = MessageKind::Text;
    QUuid clientId;
    QUtf8StringView sender;
    Timestamp sentAt;
    QUtf8StringView body;
    std::optional<Timestamp> editedAt = {};
    bool deleted = false;
    std::optional<Seq> replyTo = {};
    QByteArrayView attachments = {}; ///< a JSON array, or empty for none
    QList<Reaction> reactions = {};
    QByteArrayView event = {}; ///< a JSON object, or empty for none

    [[nodiscard]] MessageId id() const { return {conversation, seq}; }
    void write(JsonWriter &json) const;
};

} // namespace confab
