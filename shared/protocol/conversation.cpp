// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/conversation.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<ConversationKind, 2> kinds{
    {{ConversationKind::Direct, "direct"_L1}, {ConversationKind::Group, "group"_L1}}};
constexpr Names<ConversationState, 2> states{
    {{ConversationState::Open, "open"_L1}, {ConversationState::Closed, "closed"_L1}}};
constexpr Names<MemberRole, 2> roles{{{MemberRole::Member, "member"_L1}, {MemberRole::Owner, "owner"_L1}}};

constexpr Names<GroupHistory, 2> histories{
    {{GroupHistory::Joined, "joined"_L1}, {GroupHistory::All, "all"_L1}}};

constexpr QLatin1StringView forever = "forever"_L1;

void writeMuted(JsonWriter &json, const std::optional<Timestamp> &mutedUntil)
{
    json.key("muted"_L1);
    if (!mutedUntil)
        json.value(nullptr);
    else if (*mutedUntil == OwnState::mutedForever)
        json.value(forever);
    else
        json.value(*mutedUntil);
}

std::optional<Timestamp> readMuted(JsonReader &read)
{
    if (!read.has("muted"_L1))
        return std::nullopt;
    const QString text = read.text("muted"_L1, 40);
    if (text == forever)
        return OwnState::mutedForever;
    return read.timestamp("muted"_L1);
}

} // namespace

QLatin1StringView toName(ConversationKind kind)
{
    return kinds.name(kind);
}

std::optional<ConversationKind> conversationKindFromName(QStringView name)
{
    return kinds.find(name);
}

QLatin1StringView toName(MemberRole role)
{
    return roles.name(role);
}

std::optional<MemberRole> memberRoleFromName(QStringView name)
{
    return roles.find(name);
}

QLatin1StringView toName(GroupHistory history)
{
    return histories.name(history);
}

QString readTitle(JsonReader &read)
{
    QString title = read.text("title"_L1, Limits::title).trimmed();
    if (title.isEmpty())
        read.reject("title"_L1, u"is empty"_s);
    return title;
}

std::optional<GroupHistory> readHistory(JsonReader &read)
{
    if (!read.has("history"_L1))
        return std::nullopt;
    const auto history = histories.find(read.text("history"_L1, 16));
    if (!history)
        read.reject("history"_L1, u"must be all or joined"_s);
    return history;
}

void Member::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("user"_L1, user);
    json.field("role"_L1, roles.name(role));
    json.field("readSeq"_L1, readSeq);
    json.field("deliveredSeq"_L1, deliveredSeq);
    if (left)
        json.field("left"_L1, true);
    json.endObject();
}

Result<Member> Member::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Member member{.user = read.text("user"_L1, Limits::usernameMax),
                  .role = roles.find(read.text("role"_L1, 16)).value_or(MemberRole::Member),
                  .readSeq = read.number<Seq>("readSeq"_L1),
                  .deliveredSeq = read.number<Seq>("deliveredSeq"_L1),
                  .left = read.optionalBoolean("left"_L1).value_or(false)};
    return read.finish(std::move(member));
}

void Conversation::write(JsonWriter &json) const
{
    json.beginObject();
    writeFields(json);
    json.endObject();
}

void Conversation::writeFields(JsonWriter &json, QByteArrayView membersText) const
{
    json.field("id"_L1, id);
    json.field("kind"_L1, toName(kind));
    json.field("title"_L1, title);
    json.field("avatar"_L1, avatar);
    if (history)
        json.field("history"_L1, histories.name(*history));
    json.key("members"_L1);
    if (membersText.isEmpty())
        json.value(members);
    else
        json.raw(membersText);
    json.field("memberCount"_L1, memberCount);
    json.field("membership"_L1, membership);
    json.field("firstSeq"_L1, firstSeq);
    json.field("lastSeq"_L1, lastSeq);
    json.field("change"_L1, change);
    json.field("own"_L1, own.own);
    json.field("unread"_L1, unread);
    json.field("markedUnread"_L1, own.markedUnread);
    json.field("lastMessage"_L1, lastMessage);
    json.field("state"_L1, states.name(state));
    writeMuted(json, own.mutedUntil);
    json.field("pinned"_L1, own.pinned);
    json.field("archived"_L1, own.archived);
    json.field("updatedAt"_L1, updatedAt);
}

Result<Conversation> Conversation::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto kind = kinds.find(read.text("kind"_L1, 16));
    if (!kind)
        read.reject("kind"_L1, u"is unknown"_s);
    Conversation conversation{.id = read.id<ConversationId>("id"_L1),
                              .kind = kind.value_or(ConversationKind::Direct),
                              .title = read.optionalText("title"_L1, Limits::title),
                              .avatar = read.optionalText("avatar"_L1, 64),
                              .history = readHistory(read),
                              .members = read.nestedList<Member>("members"_L1),
                              .memberCount = int(read.integer("memberCount"_L1, 0, 1'000'000)),
                              .membership = read.id<MembershipId>("membership"_L1),
                              .firstSeq = read.number<Seq>("firstSeq"_L1),
                              .lastSeq = read.number<Seq>("lastSeq"_L1),
                              .change = read.number<Change>("change"_L1),
                              .own = {.own = read.number<Own>("own"_L1),
                                      .mutedUntil = readMuted(read),
                                      .pinned = read.boolean("pinned"_L1),
                                      .archived = read.boolean("archived"_L1),
                                      .markedUnread = read.boolean("markedUnread"_L1)},
                              .unread = int(read.integer("unread"_L1, 0, Limits::unread)),
                              .state
                              = states.find(read.text("state"_L1, 16)).value_or(ConversationState::Open),
                              .updatedAt = read.timestamp("updatedAt"_L1)};
    if (read.has("lastMessage"_L1))
        conversation.lastMessage = read.nested<Message>("lastMessage"_L1);
    return read.finish(std::move(conversation));
}

const Member *Conversation::member(QStringView username) const
{
    const auto found
        = std::find_if(members.begin(), members.end(), [&](const Member &m) { return m.user == username; });
    return found == members.end() ? nullptr : &*found;
}

} // namespace confab
