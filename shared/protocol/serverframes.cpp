// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/serverframes.h"

#include "shared/core/limits.h"
#include "shared/protocol/errorcode.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/problem.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

void begin(JsonWriter &json, QLatin1StringView type)
{
    json.beginObject();
    json.field("type"_L1, type);
}

void writeRef(JsonWriter &json, const QByteArray &ref)
{
    if (ref.isEmpty())
        return;
    json.key("ref"_L1);
    json.raw(ref);
}

} // namespace

void WelcomeFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("user"_L1, user);
    json.field("session"_L1, session);
    json.field("epoch"_L1, epoch);
    json.field("server"_L1, server);
    json.field("heartbeat"_L1, heartbeat);
    json.endObject();
}

Result<WelcomeFrame> WelcomeFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    WelcomeFrame frame{.user = read.nested<User>("user"_L1),
                       .session = read.id<SessionId>("session"_L1),
                       .epoch = read.text("epoch"_L1, 64),
                       .server = read.text("server"_L1, 64),
                       .heartbeat = int(read.integer("heartbeat"_L1, 1, 3600))};
    return read.finish(std::move(frame));
}

void AckFrame::write(JsonWriter &json) const
{
    begin(json, type);
    writeRef(json, ref);
    json.field("conversation"_L1, conversation);
    json.field("change"_L1, change);
    if (present)
        json.field("present"_L1, true);
    json.field("seq"_L1, seq);
    if (conversation && seq)
        json.field("id"_L1, MessageId{*conversation, *seq});
    json.field("sentAt"_L1, sentAt);
    json.field("message"_L1, message);
    json.endObject();
}

Result<AckFrame> AckFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    AckFrame frame{.ref = serverFrameRef(json).toUtf8(),
                   .conversation = read.optionalId<ConversationId>("conversation"_L1),
                   .change = read.optionalNumber<Change>("change"_L1),
                   .present = read.has("present"_L1) && read.boolean("present"_L1),
                   .seq = read.optionalNumber<Seq>("seq"_L1),
                   .sentAt = read.optionalTimestamp("sentAt"_L1)};
    if (read.has("message"_L1))
        frame.message = read.nested<Message>("message"_L1);
    return read.finish(std::move(frame));
}

void ErrorFrame::write(JsonWriter &json) const
{
    const ErrorCodeInfo &info = errorCodeInfo(error.code);
    begin(json, type);
    writeRef(json, ref);
    json.field("status"_L1, info.status);
    json.field("code"_L1, info.name);
    json.field("title"_L1, info.title);
    if (!error.detail.isEmpty())
        json.field("detail"_L1, error.detail);
    if (!error.field.isEmpty())
        json.field("field"_L1, error.field);
    if (error.retryAfter.count() > 0)
        json.field("retryAfter"_L1, qint64(error.retryAfter.count()));
    json.endObject();
}

Result<ErrorFrame> ErrorFrame::fromJson(const QJsonObject &json)
{
    const int status = json.value("status"_L1).toInt();
    return ErrorFrame{.ref = serverFrameRef(json).toUtf8(), .error = Problem::fromJson(json, status)};
}

void MessageFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("conversation"_L1, message.conversation);
    json.field("change"_L1, message.change);
    json.field("message"_L1, message);
    json.endObject();
}

Result<MessageFrame> MessageFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    MessageFrame frame{.message = read.nested<Message>("message"_L1)};
    return read.finish(std::move(frame));
}

void ReceiptFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("conversation"_L1, conversation);
    json.field("change"_L1, change);
    json.field("user"_L1, user);
    json.field("readSeq"_L1, readSeq);
    json.field("deliveredSeq"_L1, deliveredSeq);
    json.endObject();
}

Result<ReceiptFrame> ReceiptFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    ReceiptFrame frame{.conversation = read.id<ConversationId>("conversation"_L1),
                       .change = read.number<Change>("change"_L1),
                       .user = read.text("user"_L1, Limits::usernameMax),
                       .readSeq = read.number<Seq>("readSeq"_L1),
                       .deliveredSeq = read.number<Seq>("deliveredSeq"_L1)};
    return read.finish(std::move(frame));
}

void ChangeFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("conversation"_L1, conversation);
    json.field("change"_L1, change);
    json.endObject();
}

Result<ChangeFrame> ChangeFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    ChangeFrame frame{.conversation = read.id<ConversationId>("conversation"_L1),
                      .change = read.number<Change>("change"_L1)};
    return read.finish(std::move(frame));
}

void ConversationFrame::write(JsonWriter &json) const
{
    begin(json, type);
    conversation.writeFields(json, members);
    json.endObject();
}

Result<ConversationFrame> ConversationFrame::fromJson(const QJsonObject &json)
{
    auto conversation = Conversation::fromJson(json);
    if (!conversation)
        return conversation.error();
    return ConversationFrame{*std::move(conversation)};
}

void RemovedFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("conversation"_L1, conversation);
    json.endObject();
}

Result<RemovedFrame> RemovedFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    RemovedFrame frame{.conversation = read.id<ConversationId>("conversation"_L1)};
    return read.finish(std::move(frame));
}

void AccountFrame::write(JsonWriter &json) const
{
    begin(json, type);
    state.writeFields(json);
    json.endObject();
}

Result<AccountFrame> AccountFrame::fromJson(const QJsonObject &json)
{
    auto state = AccountState::fromJson(json);
    if (!state)
        return state.error();
    return AccountFrame{*std::move(state)};
}

void UserTypingFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("conversation"_L1, conversation);
    json.field("user"_L1, user);
    json.endObject();
}

Result<UserTypingFrame> UserTypingFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    UserTypingFrame frame{.conversation = read.id<ConversationId>("conversation"_L1),
                          .user = read.text("user"_L1, Limits::usernameMax)};
    return read.finish(std::move(frame));
}

void UserPresenceFrame::write(JsonWriter &json) const
{
    begin(json, type);
    json.field("user"_L1, user);
    json.field("state"_L1, toName(state));
    json.field("lastSeenAt"_L1, lastSeenAt);
    json.endObject();
}

Result<UserPresenceFrame> UserPresenceFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto state = presenceFromName(read.text("state"_L1, 16));
    if (!state)
        read.reject("state"_L1, u"is unknown"_s);
    UserPresenceFrame frame{.user = read.text("user"_L1, Limits::usernameMax),
                            .state = state.value_or(Presence::Offline),
                            .lastSeenAt = read.optionalTimestamp("lastSeenAt"_L1)};
    return read.finish(std::move(frame));
}

void MarksFrame::write(JsonWriter &json) const
{
    begin(json, type);
    writeKnownNumbers(json, conversations);
    json.field("account"_L1, account);
    json.endObject();
}

Result<MarksFrame> MarksFrame::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    MarksFrame frame{.conversations = readKnownNumbers(read),
                     .account = read.number<AccountChange>("account"_L1)};
    return read.finish(std::move(frame));
}

void PongFrame::write(JsonWriter &json) const
{
    begin(json, type);
    writeRef(json, ref);
    json.endObject();
}

QString serverFrameRef(const QJsonObject &json)
{
    return json.value("ref"_L1).toVariant().toString();
}

} // namespace confab
