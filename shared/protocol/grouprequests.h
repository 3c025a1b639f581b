// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/conversation.h"

/// The bodies of the calls about groups.
namespace confab {

/// `POST /conversations` for a group. `title` is trimmed and 1–64 code points long. `clientId` makes a repeat
/// harmless: the server answers it with the group that it made.
struct CreateGroupRequest {
    QString title;
    QStringList members = {}; ///< usernames; the caller need not be among them
    GroupHistory history = GroupHistory::Joined;
    QUuid clientId;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<CreateGroupRequest> fromJson(const QJsonObject &json);
};

/// `POST …/members`
struct AddMemberRequest {
    QString username;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<AddMemberRequest> fromJson(const QJsonObject &json);
};

/// `PATCH …/members/{username}`
struct ChangeRoleRequest {
    MemberRole role = MemberRole::Member;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ChangeRoleRequest> fromJson(const QJsonObject &json);
};

} // namespace confab
