// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/accountrequests.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int tokenLength = 4096;
constexpr int codeLength = 64;

/// A username to be made; one that is only looked up may be anything.
QString readNewUsername(JsonReader &read, QLatin1StringView name)
{
    const QString username = read.text(name, Limits::usernameMax);
    if (!isUsername(username))
        read.reject(
            name, u"must be %1–%2 of A-Z a-z 0-9 . _ -"_s.arg(Limits::usernameMin).arg(Limits::usernameMax));
    return username;
}

QString readNewPassword(JsonReader &read, QLatin1StringView name)
{
    const QString password = read.text(name, Limits::passwordMax);
    if (codePointLength(password) < Limits::passwordMin)
        read.reject(name, u"is shorter than %1 characters"_s.arg(Limits::passwordMin));
    return password;
}

std::optional<QString> readTrimmed(JsonReader &read, QLatin1StringView name, int maxLength)
{
    auto text = read.optionalText(name, maxLength);
    if (text)
        text = text->trimmed();
    return text;
}

std::optional<QString> readDisplayName(JsonReader &read)
{
    const auto name = readTrimmed(read, "displayName"_L1, Limits::displayName);
    if (name && name->isEmpty())
        read.reject("displayName"_L1, u"is empty"_s);
    return name;
}

} // namespace

void RegisterRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("username"_L1, username);
    json.field("password"_L1, password);
    json.field("displayName"_L1, displayName);
    json.field("invite"_L1, invite);
    json.field("device"_L1, device);
    json.endObject();
}

Result<RegisterRequest> RegisterRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    RegisterRequest request{.username = readNewUsername(read, "username"_L1),
                            .password = readNewPassword(read, "password"_L1),
                            .displayName = readDisplayName(read),
                            .invite = read.optionalText("invite"_L1, codeLength),
                            .device = readTrimmed(read, "device"_L1, Limits::device)};
    return read.finish(std::move(request));
}

void LoginRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("username"_L1, username);
    json.field("password"_L1, password);
    json.field("device"_L1, device);
    json.endObject();
}

Result<LoginRequest> LoginRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    LoginRequest request{.username = read.text("username"_L1, Limits::passwordMax),
                         .password = read.text("password"_L1, Limits::passwordMax),
                         .device = readTrimmed(read, "device"_L1, Limits::device)};
    return read.finish(std::move(request));
}

void RefreshRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("refreshToken"_L1, refreshToken);
    json.endObject();
}

Result<RefreshRequest> RefreshRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    RefreshRequest request{.refreshToken = read.text("refreshToken"_L1, tokenLength)};
    return read.finish(std::move(request));
}

void PasswordResetRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("username"_L1, username);
    json.field("recoveryCode"_L1, recoveryCode);
    json.field("newPassword"_L1, newPassword);
    json.endObject();
}

Result<PasswordResetRequest> PasswordResetRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    PasswordResetRequest request{.username = read.text("username"_L1, Limits::passwordMax),
                                 .recoveryCode = read.text("recoveryCode"_L1, codeLength),
                                 .newPassword = readNewPassword(read, "newPassword"_L1)};
    return read.finish(std::move(request));
}

void RecoveryCodesRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("password"_L1, password);
    json.endObject();
}

Result<RecoveryCodesRequest> RecoveryCodesRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    RecoveryCodesRequest request{.password = read.text("password"_L1, Limits::passwordMax)};
    return read.finish(std::move(request));
}

void RecoveryCodes::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("recoveryCodes"_L1, recoveryCodes);
    json.endObject();
}

Result<RecoveryCodes> RecoveryCodes::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    RecoveryCodes codes{.recoveryCodes = read.texts("recoveryCodes"_L1, codeLength, Limits::recoveryCodes)};
    return read.finish(std::move(codes));
}

void ChangePasswordRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("password"_L1, password);
    json.field("newPassword"_L1, newPassword);
    json.field("endOtherSessions"_L1, endOtherSessions);
    json.endObject();
}

Result<ChangePasswordRequest> ChangePasswordRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    ChangePasswordRequest request{.password = read.text("password"_L1, Limits::passwordMax),
                                  .newPassword = readNewPassword(read, "newPassword"_L1),
                                  .endOtherSessions
                                  = read.optionalBoolean("endOtherSessions"_L1).value_or(false)};
    return read.finish(std::move(request));
}

void UpdateMeRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("displayName"_L1, displayName);
    json.field("status"_L1, status);
    json.field("sendReadReceipts"_L1, sendReadReceipts);
    json.field("sharePresence"_L1, sharePresence);
    json.endObject();
}

Result<UpdateMeRequest> UpdateMeRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    UpdateMeRequest request{.displayName = readDisplayName(read),
                            .status = readTrimmed(read, "status"_L1, Limits::status),
                            .sendReadReceipts = read.optionalBoolean("sendReadReceipts"_L1),
                            .sharePresence = read.optionalBoolean("sharePresence"_L1)};
    return read.finish(std::move(request));
}

} // namespace confab
