// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/message.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

#include <array>
#include <charconv>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<MessageKind, 2> kinds{{{MessageKind::Text, "text"_L1}, {MessageKind::Event, "event"_L1}}};

constexpr int maxUsers = 100'000; ///< of one reaction, for a reader; the server counts members
void writeAttachments(const QList<Attachment> &attachments, JsonWriter &json)
{
    json.value(attachments);
}

/// As the row has them: written already.
void writeAttachments(QByteArrayView attachments, JsonWriter &json)
{
    json.raw(attachments.isEmpty() ? QByteArrayView("[]") : attachments);
}

void writeEvent(const std::optional<GroupEvent> &event, JsonWriter &json)
{
    json.field("event"_L1, event);
}

/// As the row has it: written already.
void writeEvent(QByteArrayView event, JsonWriter &json)
{
    if (event.isEmpty())
        return;
    json.key("event"_L1);
    json.raw(event);
}

/// Of a Message or of a MessageRow: they have the same members.
template <typename T>
void writeMessage(const T &message, JsonWriter &json)
{
    json.beginObject();
    json.field("id"_L1, message.id());
    json.field("conversation"_L1, message.conversation);
    json.field("seq"_L1, message.seq);
    json.field("change"_L1, message.change);
    json.field("kind"_L1, kinds.name(message.kind));
    writeEvent(message.event, json);
    json.field("clientId"_L1, message.clientId);
    json.field("sender"_L1, message.sender);
    json.field("sentAt"_L1, message.sentAt);
    json.field("body"_L1, message.body);
    json.field("editedAt"_L1, message.editedAt);
    if (message.deleted)
        json.field("deleted"_L1, true);
    json.field("replyTo"_L1, message.replyTo);
    json.key("attachments"_L1);
    writeAttachments(message.attachments, json);
    json.key("reactions"_L1);
    if (message.reactions.isEmpty())
        json.raw("[]");
    else
        json.value(message.reactions);
    json.endObject();
}

} // namespace

QString MessageId::toString() const
{
    return u"%1.%2"_s.arg(conversation.value()).arg(seq.value());
}

void MessageId::write(JsonWriter &json) const
{
    std::array<char, 48> text;
    char *const last = text.data() + text.size();
    char *end = std::to_chars(text.data(), last, conversation.value()).ptr;
    *end++ = '.';
    end = std::to_chars(end, last, seq.value()).ptr;
    json.value(QUtf8StringView(text.data(), end));
}

std::optional<MessageId> MessageId::fromString(QStringView text)
{
    const qsizetype dot = text.indexOf(u'.');
    if (dot < 0)
        return std::nullopt;
    const auto conversation = ConversationId::fromString(text.first(dot));
    // A seq is spelled as an id is: decimal, one spelling.
    const auto seq = Id<Seq>::fromString(text.sliced(dot + 1));
    if (!conversation || !seq)
        return std::nullopt;
    return MessageId{*conversation, Seq(seq->value())};
}

void Reaction::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("emoji"_L1, emoji);
    json.field("users"_L1, users);
    json.endObject();
}

Result<Reaction> Reaction::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Reaction reaction{.emoji = read.text("emoji"_L1, Limits::emoji),
                      .users = read.texts("users"_L1, Limits::usernameMax, maxUsers)};
    return read.finish(std::move(reaction));
}

void Message::write(JsonWriter &json) const
{
    writeMessage(*this, json);
}

void MessageRow::write(JsonWriter &json) const
{
    writeMessage(*this, json);
}

Result<Message> Message::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto kind = kinds.find(read.text("kind"_L1, 16));
    if (!kind)
        read.reject("kind"_L1, u"is unknown"_s);
    Message message{.conversation = read.id<ConversationId>("conversation"_L1),
                    .seq = read.number<Seq>("seq"_L1),
                    .change = read.number<Change>("change"_L1),
                    .kind = kind.value_or(MessageKind::Text),
                    .clientId = read.uuid("clientId"_L1),
                    .sender = read.text("sender"_L1, Limits::usernameMax),
                    .sentAt = read.timestamp("sentAt"_L1),
                    .body = read.text("body"_L1, Limits::body),
                    .editedAt = read.optionalTimestamp("editedAt"_L1),
                    .deleted = read.optionalBoolean("deleted"_L1).value_or(false),
                    .replyTo = read.optionalNumber<Seq>("replyTo"_L1),
                    .attachments = read.has("attachments"_L1) ? read.nestedList<Attachment>("attachments"_L1)
                                                              : QList<Attachment>(),
                    .reactions = read.nestedList<Reaction>("reactions"_L1)};
    if (read.has("event"_L1))
        message.event = read.nested<GroupEvent>("event"_L1);
    return read.finish(std::move(message));
}

} // namespace confab
