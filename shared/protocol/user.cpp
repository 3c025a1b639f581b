// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/user.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<Presence, 3> presences{
    {{Presence::Offline, "offline"_L1}, {Presence::Away, "away"_L1}, {Presence::Online, "online"_L1}}};
constexpr Names<Role, 3> roles{
    {{Role::User, "user"_L1}, {Role::Admin, "admin"_L1}, {Role::Owner, "owner"_L1}}};

void writeFields(JsonWriter &json, const User &user)
{
    json.field("id"_L1, user.id);
    json.field("username"_L1, user.username);
    json.field("displayName"_L1, user.displayName);
    json.field("status"_L1, user.status);
    json.field("avatar"_L1, user.avatar);
    if (user.presence)
        json.field("presence"_L1, toName(*user.presence));
    json.field("lastSeenAt"_L1, user.lastSeenAt);
    if (user.deleted)
        json.field("deleted"_L1, true);
}

} // namespace

QLatin1StringView toName(Presence presence)
{
    return presences.name(presence);
}

std::optional<Presence> presenceFromName(QStringView name)
{
    return presences.find(name);
}

QLatin1StringView toName(Role role)
{
    return roles.name(role);
}

std::optional<Role> roleFromName(QStringView name)
{
    return roles.find(name);
}

void User::write(JsonWriter &json) const
{
    json.beginObject();
    writeFields(json, *this);
    json.endObject();
}

Result<User> User::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    User user{.id = read.id<AccountId>("id"_L1),
              .username = read.text("username"_L1, Limits::usernameMax),
              .displayName = read.text("displayName"_L1, Limits::displayName),
              .status = read.optionalText("status"_L1, Limits::status),
              .avatar = read.optionalText("avatar"_L1, 200),
              .presence = presenceFromName(read.optionalText("presence"_L1, 16).value_or(QString())),
              .lastSeenAt = read.optionalTimestamp("lastSeenAt"_L1),
              .deleted = read.optionalBoolean("deleted"_L1).value_or(false)};
    return read.finish(std::move(user));
}

void Me::write(JsonWriter &json) const
{
    json.beginObject();
    writeFields(json, user);
    json.field("role"_L1, toName(role));
    json.field("sendReadReceipts"_L1, sendReadReceipts);
    json.field("sharePresence"_L1, sharePresence);
    json.field("account"_L1, account);
    json.field("activeConversation"_L1, activeConversation);
    json.endObject();
}

Result<Me> Me::fromJson(const QJsonObject &json)
{
    auto user = User::fromJson(json);
    if (!user)
        return user.error();
    JsonReader read{json};
    Me me{.user = *std::move(user),
          .role = roleFromName(read.text("role"_L1, 16)).value_or(Role::User),
          .sendReadReceipts = read.boolean("sendReadReceipts"_L1),
          .sharePresence = read.boolean("sharePresence"_L1),
          .account = read.number<AccountChange>("account"_L1),
          .activeConversation = read.optionalId<ConversationId>("activeConversation"_L1)};
    return read.finish(std::move(me));
}

} // namespace confab
