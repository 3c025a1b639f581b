// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/session.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int tokenLength = 4096;

}

void Session::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("id"_L1, id);
    json.field("accessToken"_L1, accessToken);
    json.field("expiresAt"_L1, expiresAt);
    json.field("refreshToken"_L1, refreshToken);
    json.field("device"_L1, device);
    json.endObject();
}

Result<Session> Session::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Session session{.id = read.id<SessionId>("id"_L1),
                    .accessToken = read.text("accessToken"_L1, tokenLength),
                    .expiresAt = read.timestamp("expiresAt"_L1),
                    .refreshToken = read.text("refreshToken"_L1, tokenLength),
                    .device = read.text("device"_L1, Limits::device)};
    return read.finish(std::move(session));
}

void SessionSummary::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("id"_L1, id);
    json.field("device"_L1, device);
    json.field("createdAt"_L1, createdAt);
    json.field("lastUsedAt"_L1, lastUsedAt);
    json.field("address"_L1, address);
    json.field("current"_L1, current);
    json.endObject();
}

Result<SessionSummary> SessionSummary::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    SessionSummary summary{.id = read.id<SessionId>("id"_L1),
                           .device = read.text("device"_L1, Limits::device),
                           .createdAt = read.timestamp("createdAt"_L1),
                           .lastUsedAt = read.timestamp("lastUsedAt"_L1),
                           .address = read.has("address"_L1) ? read.text("address"_L1, 64) : QString(),
                           .current = read.boolean("current"_L1)};
    return read.finish(std::move(summary));
}

void LoggedIn::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("user"_L1, user);
    json.field("session"_L1, session);
    if (!recoveryCodes.isEmpty())
        json.field("recoveryCodes"_L1, recoveryCodes);
    json.endObject();
}

Result<LoggedIn> LoggedIn::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    LoggedIn answer{.user = read.nested<User>("user"_L1), .session = read.nested<Session>("session"_L1)};
    if (read.has("recoveryCodes"_L1))
        answer.recoveryCodes = read.texts("recoveryCodes"_L1, 64, Limits::recoveryCodes);
    return read.finish(std::move(answer));
}

} // namespace confab
