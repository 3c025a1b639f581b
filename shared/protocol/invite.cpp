// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/invite.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> readUses(JsonReader &read)
{
    const auto uses = read.optionalInteger("usesLeft"_L1, 1, Limits::inviteUses);
    return uses ? std::optional(int(*uses)) : std::nullopt;
}

} // namespace

void Invite::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("code"_L1, code);
    json.field("expiresAt"_L1, expiresAt);
    json.field("usesLeft"_L1, usesLeft);
    json.endObject();
}

Result<Invite> Invite::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Invite invite{.code = read.text("code"_L1, Limits::inviteCode),
                  .expiresAt = read.optionalTimestamp("expiresAt"_L1),
                  .usesLeft = readUses(read)};
    return read.finish(std::move(invite));
}

void InviteRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("expiresAt"_L1, expiresAt);
    json.field("usesLeft"_L1, usesLeft);
    json.endObject();
}

Result<InviteRequest> InviteRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    InviteRequest request{.expiresAt = read.optionalTimestamp("expiresAt"_L1), .usesLeft = readUses(read)};
    return read.finish(std::move(request));
}

} // namespace confab
