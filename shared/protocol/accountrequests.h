// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

/// The bodies of the account and session calls (`/accounts`, `/sessions`, `/password-resets`, `/me`).
/// They hold secrets: never logged.
namespace confab {

class JsonWriter;

/// `POST /accounts`
struct RegisterRequest {
    QString username;
    QString password;
    std::optional<QString> displayName = {};
    std::optional<QString> invite = {};
    std::optional<QString> device = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<RegisterRequest> fromJson(const QJsonObject &json);
};

/// `POST /sessions`
struct LoginRequest {
    QString username;
    QString password;
    std::optional<QString> device = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<LoginRequest> fromJson(const QJsonObject &json);
};

/// `POST /sessions/refresh`
struct RefreshRequest {
    QString refreshToken;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<RefreshRequest> fromJson(const QJsonObject &json);
};

/// `POST /password-resets`
struct PasswordResetRequest {
    QString username;
    QString recoveryCode;
    QString newPassword;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<PasswordResetRequest> fromJson(const QJsonObject &json);
};

/// `POST /me/recovery-codes`
struct RecoveryCodesRequest {
    QString password;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<RecoveryCodesRequest> fromJson(const QJsonObject &json);
};

/// The answer to it: ten codes, each of which resets the password once.
struct RecoveryCodes {
    QStringList recoveryCodes;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<RecoveryCodes> fromJson(const QJsonObject &json);
};

/// `PUT /me/password`
struct ChangePasswordRequest {
    QString password;
    QString newPassword;
    bool endOtherSessions = false;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ChangePasswordRequest> fromJson(const QJsonObject &json);
};

/// `PATCH /me`: what is not named stays.
struct UpdateMeRequest {
    std::optional<QString> displayName = {};
    std::optional<QString> status = {};
    std::optional<bool> sendReadReceipts = {};
    std::optional<bool> sharePresence = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<UpdateMeRequest> fromJson(const QJsonObject &json);
};

} // namespace confab
