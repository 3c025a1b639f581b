// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/clientframes.h"

#include "shared/core/emoji.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/messagebody.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

void begin(JsonWriter &json, QLatin1StringView type, QStringView ref = {})
{
    json.beginObject();
    json.field("type"_L1, type);
    if (!ref.isEmpty())
        json.field("ref"_L1, ref);
}

} // namespace

void AuthenticateFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("token"_L1, token);
    json.endObject();
}

Result<AuthenticateFrame> AuthenticateFrame::fromJson(JsonReader read)
{
    AuthenticateFrame frame{.token = read.text("token"_L1, 4096)};
    return read.finish(std::move(frame));
}

void SendFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.field("conversation"_L1, conversation);
    json.field("to"_L1, to);
    json.field("clientId"_L1, clientId);
    json.field("body"_L1, body);
    json.field("replyTo"_L1, replyTo);
    if (!attachments.isEmpty())
        json.field("attachments"_L1, attachments);
    json.endObject();
}

Result<SendFrame> SendFrame::fromJson(JsonReader read)
{
    QList<FileId> files = readAttachmentIds(read);
    SendFrame frame{.conversation = read.optionalId<ConversationId>("conversation"_L1),
                    .to = read.optionalText("to"_L1, Limits::usernameMax),
                    .clientId = read.uuid("clientId"_L1),
                    .body = readMessageBody(read, files.isEmpty() ? BodyMay::NotBeEmpty : BodyMay::BeEmpty),
                    .replyTo = read.optionalNumber<Seq>("replyTo"_L1),
                    .attachments = std::move(files)};
    if (frame.conversation.has_value() == frame.to.has_value())
        read.reject("conversation"_L1, u"must be there, or else `to`"_s);
    return read.finish(std::move(frame));
}

void EditFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.field("conversation"_L1, conversation);
    json.field("seq"_L1, seq);
    json.field("body"_L1, body);
    json.endObject();
}

Result<EditFrame> EditFrame::fromJson(JsonReader read)
{
    EditFrame frame{.conversation = read.id<ConversationId>("conversation"_L1),
                    .seq = read.number<Seq>("seq"_L1),
                    .body = readMessageBody(read, BodyMay::BeEmpty)};
    return read.finish(std::move(frame));
}

void DeleteFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.field("conversation"_L1, conversation);
    json.field("seq"_L1, seq);
    json.endObject();
}

Result<DeleteFrame> DeleteFrame::fromJson(JsonReader read)
{
    const DeleteFrame frame{.conversation = read.id<ConversationId>("conversation"_L1),
                            .seq = read.number<Seq>("seq"_L1)};
    return read.finish(frame);
}

void ReactFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.field("conversation"_L1, conversation);
    json.field("seq"_L1, seq);
    json.field("emoji"_L1, emoji);
    json.field("on"_L1, on);
    json.endObject();
}

Result<ReactFrame> ReactFrame::fromJson(JsonReader read)
{
    ReactFrame frame{.conversation = read.id<ConversationId>("conversation"_L1),
                     .seq = read.number<Seq>("seq"_L1),
                     .emoji = read.text("emoji"_L1, Limits::emoji),
                     .on = read.boolean("on"_L1)};
    if (!isEmoji(frame.emoji))
        read.reject("emoji"_L1, u"is not one emoji"_s);
    return read.finish(std::move(frame));
}

QLatin1StringView MarkFrame::typeOf(Kind kind)
{
    return kind == Kind::Read ? "read"_L1 : "delivered"_L1;
}

void MarkFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, typeOf(kind), ref);
    json.field("conversation"_L1, conversation);
    json.field("seq"_L1, seq);
    json.endObject();
}

Result<MarkFrame> MarkFrame::fromJson(Kind kind, JsonReader read)
{
    MarkFrame frame{.kind = kind,
                    .conversation = read.id<ConversationId>("conversation"_L1),
                    .seq = read.number<Seq>("seq"_L1)};
    return read.finish(std::move(frame));
}

void TypingFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("conversation"_L1, conversation);
    json.endObject();
}

Result<TypingFrame> TypingFrame::fromJson(JsonReader read)
{
    TypingFrame frame{.conversation = read.id<ConversationId>("conversation"_L1)};
    return read.finish(std::move(frame));
}

void PresenceFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.field("state"_L1, toName(state));
    json.endObject();
}

Result<PresenceFrame> PresenceFrame::fromJson(JsonReader read)
{
    const auto state = presenceFromName(read.text("state"_L1, 16));
    if (!state || *state == Presence::Offline)
        read.reject("state"_L1, u"must be online or away"_s);
    return read.finish(PresenceFrame{.state = state.value_or(Presence::Online)});
}

void WatchFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.field("users"_L1, users);
    json.endObject();
}

Result<WatchFrame> WatchFrame::fromJson(JsonReader read)
{
    WatchFrame frame{.users = read.texts("users"_L1, Limits::usernameMax, Limits::watched)};
    return read.finish(std::move(frame));
}

void PingFrame::write(JsonWriter &json, QStringView ref) const
{
    begin(json, type, ref);
    json.endObject();
}

Result<QString> frameType(JsonReader read)
{
    QString type = read.text("type"_L1, 32);
    return read.finish(std::move(type));
}

Result<QByteArray> clientFrameRef(JsonReader read)
{
    QByteArray ref;
    JsonWriter out(ref);
    if (read.isNumber("ref"_L1))
        out.value(read.integer("ref"_L1, -JsonReader::maxNumber, JsonReader::maxNumber));
    else
        out.value(read.text("ref"_L1, Limits::ref));
    return read.finish(std::move(ref));
}

} // namespace confab
