// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

namespace confab {

/// What a login hands out. Holds secrets: never logged.
struct Session {
    SessionId id;
    QString accessToken; ///< a compact JWS (RFC 7515), sent as `Authorization: Bearer …`
    Timestamp expiresAt; ///< of the access token
    QString refreshToken;
    QString device;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Session> fromJson(const QJsonObject &json);
};

/// One entry of `GET /sessions`: what is logged in where.
struct SessionSummary {
    SessionId id;
    QString device;
    Timestamp createdAt;
    Timestamp lastUsedAt;
    QString address = {}; ///< from where it was used last; empty where that is not known
    bool current = false;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<SessionSummary> fromJson(const QJsonObject &json);
};

/// The answer to a login, and with `recoveryCodes` to a registration.
struct LoggedIn {
    User user;
    Session session;
    QStringList recoveryCodes = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<LoggedIn> fromJson(const QJsonObject &json);
};

} // namespace confab
