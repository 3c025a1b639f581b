// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/conversationrequests.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/messagebody.h"

namespace confab {

using namespace Qt::StringLiterals;

void CreateConversationRequest::write(JsonWriter &json) const
{
    if (group)
        return group->write(json);
    json.beginObject();
    json.field("kind"_L1, toName(kind));
    json.field("with"_L1, with);
    json.endObject();
}

Result<CreateConversationRequest> CreateConversationRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto kind = conversationKindFromName(read.text("kind"_L1, 16));
    if (!kind)
        read.reject("kind"_L1, u"must be direct or group"_s);
    CreateConversationRequest request{.kind = kind.value_or(ConversationKind::Direct)};
    if (kind == ConversationKind::Group) {
        auto group = CreateGroupRequest::fromJson(json);
        if (!group)
            return group.error();
        request.group = *std::move(group);
    } else {
        request.with = read.text("with"_L1, Limits::usernameMax);
    }
    return read.finish(std::move(request));
}

void UpdateConversationRequest::write(JsonWriter &json) const
{
    json.beginObject();
    if (mutedUntil) {
        if (!*mutedUntil)
            json.field("muted"_L1, nullptr);
        else if (**mutedUntil == OwnState::mutedForever)
            json.field("muted"_L1, "forever"_L1);
        else
            json.field("muted"_L1, **mutedUntil);
    }
    json.field("pinned"_L1, pinned);
    json.field("archived"_L1, archived);
    json.field("markedUnread"_L1, markedUnread);
    json.field("title"_L1, title);
    if (history)
        json.field("history"_L1, toName(*history));
    json.endObject();
}

Result<UpdateConversationRequest> UpdateConversationRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    UpdateConversationRequest request{.pinned = read.optionalBoolean("pinned"_L1),
                                      .archived = read.optionalBoolean("archived"_L1),
                                      .markedUnread = read.optionalBoolean("markedUnread"_L1),
                                      .history = readHistory(read)};
    if (read.has("title"_L1))
        request.title = readTitle(read);
    // Here null says something: it ends the muting.
    if (json.value("muted"_L1).isNull())
        request.mutedUntil.emplace(std::nullopt);
    else if (json.contains("muted"_L1))
        request.mutedUntil.emplace(json.value("muted"_L1) == QJsonValue("forever"_L1)
                                       ? OwnState::mutedForever
                                       : read.timestamp("muted"_L1));
    return read.finish(std::move(request));
}

void PostMessageRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("clientId"_L1, clientId);
    json.field("body"_L1, body);
    json.field("replyTo"_L1, replyTo);
    if (!attachments.isEmpty())
        json.field("attachments"_L1, attachments);
    json.endObject();
}

Result<PostMessageRequest> PostMessageRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    QList<FileId> files = readAttachmentIds(read);
    PostMessageRequest request{
        .clientId = read.uuid("clientId"_L1),
        .body = readMessageBody(read, files.isEmpty() ? BodyMay::NotBeEmpty : BodyMay::BeEmpty),
        .replyTo = read.optionalNumber<Seq>("replyTo"_L1),
        .attachments = std::move(files)};
    return read.finish(std::move(request));
}

void EditMessageRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("body"_L1, body);
    json.endObject();
}

Result<EditMessageRequest> EditMessageRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    EditMessageRequest request{.body = readMessageBody(read, BodyMay::BeEmpty)};
    return read.finish(std::move(request));
}

void MarkRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("seq"_L1, seq);
    json.endObject();
}

Result<MarkRequest> MarkRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    MarkRequest request{.seq = read.number<Seq>("seq"_L1)};
    return read.finish(std::move(request));
}

void Marked::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("conversation"_L1, conversation);
    json.field("change"_L1, change);
    json.endObject();
}

Result<Marked> Marked::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Marked marked{.conversation = read.id<ConversationId>("conversation"_L1),
                  .change = read.number<Change>("change"_L1)};
    return read.finish(std::move(marked));
}

void writeKnownNumbers(JsonWriter &json, const QHash<ConversationId, KnownNumbers> &conversations)
{
    json.key("conversations"_L1);
    json.beginObject();
    for (auto it = conversations.begin(); it != conversations.end(); ++it) {
        json.key(QStringView(it.key().toString()));
        if (it->own == KnownNumbers::ownUnknown) {
            json.value(it->change);
            continue;
        }
        json.beginArray();
        json.value(it->change);
        json.value(it->own);
        json.endArray();
    }
    json.endObject();
}

namespace {

/// `change`, or `[change, own]`.
std::optional<KnownNumbers> parseKnownNumbers(const QJsonValue &value)
{
    const bool both = value.isArray();
    const QJsonArray numbers = both ? value.toArray() : QJsonArray{value, 0};
    if (numbers.size() != 2)
        return std::nullopt;
    JsonReader read{{{"change"_L1, numbers[0]}, {"own"_L1, numbers[1]}}};
    KnownNumbers known{.change = read.number<Change>("change"_L1), .own = read.number<Own>("own"_L1)};
    if (!both)
        known.own = KnownNumbers::ownUnknown;
    const auto result = read.finish(known);
    return result ? std::optional(*result) : std::nullopt;
}

} // namespace

QHash<ConversationId, KnownNumbers> readKnownNumbers(JsonReader &read)
{
    const QJsonObject entries = read.object("conversations"_L1);
    if (entries.size() > Limits::syncConversations)
        read.reject("conversations"_L1, u"has more than %1 entries"_s.arg(Limits::syncConversations));
    QHash<ConversationId, KnownNumbers> conversations;
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        const auto id = ConversationId::fromString(it.key());
        const auto known = parseKnownNumbers(it.value());
        if (!id || !known) {
            read.reject("conversations"_L1, u"must map ids to change or [change, own]"_s);
            break;
        }
        conversations.insert(*id, *known);
    }
    return conversations;
}

void SyncRequest::write(JsonWriter &json) const
{
    json.beginObject();
    writeKnownNumbers(json, conversations);
    json.field("account"_L1, account);
    json.endObject();
}

Result<SyncRequest> SyncRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    SyncRequest request{.conversations = readKnownNumbers(read),
                        .account = read.optionalNumber<AccountChange>("account"_L1)};
    return read.finish(std::move(request));
}

void AccountState::write(JsonWriter &json) const
{
    json.beginObject();
    writeFields(json);
    json.endObject();
}

void AccountState::writeFields(JsonWriter &json) const
{
    json.field("account"_L1, account);
    if (contacts)
        json.field("contacts"_L1, *contacts);
    if (blocks)
        json.field("blocks"_L1, *blocks);
    json.field("profiles"_L1, profiles);
}

Result<AccountState> AccountState::fromJson(const QJsonObject &json)
{
    constexpr int many = 1'000'000;
    JsonReader read{json};
    AccountState state{.account = read.number<AccountChange>("account"_L1),
                       .profiles = read.nestedList<User>("profiles"_L1)};
    if (read.has("contacts"_L1))
        state.contacts = read.texts("contacts"_L1, Limits::usernameMax, many);
    if (read.has("blocks"_L1))
        state.blocks = read.texts("blocks"_L1, Limits::usernameMax, many);
    return read.finish(std::move(state));
}

void SyncAnswer::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("conversations"_L1, conversations);
    json.field("removed"_L1, removed);
    json.field("account"_L1, account);
    json.field("epoch"_L1, epoch);
    json.field("more"_L1, more);
    json.endObject();
}

Result<SyncAnswer> SyncAnswer::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    SyncAnswer answer{.conversations = read.nestedList<Conversation>("conversations"_L1),
                      .epoch = read.text("epoch"_L1, 64),
                      .more = read.boolean("more"_L1)};
    for (const QString &text : read.texts("removed"_L1, 32, Limits::syncConversations)) {
        if (const auto id = ConversationId::fromString(text))
            answer.removed.append(*id);
        else
            read.reject("removed"_L1, u"holds something that is no id"_s);
    }
    if (read.has("account"_L1))
        answer.account = read.nested<AccountState>("account"_L1);
    return read.finish(std::move(answer));
}

void Changes::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("conversation"_L1, conversation);
    json.field("messages"_L1, messages);
    json.field("members"_L1, members);
    json.field("change"_L1, change);
    json.field("more"_L1, more);
    json.endObject();
}

Result<Changes> Changes::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Changes changes{.messages = read.nestedList<Message>("messages"_L1),
                    .members = read.nestedList<Member>("members"_L1),
                    .change = read.number<Change>("change"_L1),
                    .more = read.boolean("more"_L1)};
    if (read.has("conversation"_L1))
        changes.conversation = read.nested<Conversation>("conversation"_L1);
    return read.finish(std::move(changes));
}

} // namespace confab
