// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/grouprequests.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

void CreateGroupRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("kind"_L1, toName(ConversationKind::Group));
    json.field("title"_L1, title);
    json.field("members"_L1, members);
    json.field("history"_L1, toName(history));
    json.field("clientId"_L1, clientId);
    json.endObject();
}

Result<CreateGroupRequest> CreateGroupRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    CreateGroupRequest request{.title = readTitle(read),
                               .members = read.has("members"_L1)
                                   ? read.texts("members"_L1, Limits::usernameMax, Limits::groupMembers)
                                   : QStringList(),
                               .history = readHistory(read).value_or(GroupHistory::Joined),
                               .clientId = read.uuid("clientId"_L1)};
    return read.finish(std::move(request));
}

void AddMemberRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("username"_L1, username);
    json.endObject();
}

Result<AddMemberRequest> AddMemberRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    AddMemberRequest request{.username = read.text("username"_L1, Limits::usernameMax)};
    return read.finish(std::move(request));
}

void ChangeRoleRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("role"_L1, toName(role));
    json.endObject();
}

Result<ChangeRoleRequest> ChangeRoleRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto role = memberRoleFromName(read.text("role"_L1, 16));
    if (!role)
        read.reject("role"_L1, u"must be owner or member"_s);
    return read.finish(ChangeRoleRequest{role.value_or(MemberRole::Member)});
}

} // namespace confab
