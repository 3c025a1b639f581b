// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/result.h"

#include <QJsonObject>

#include <optional>

namespace confab {

class JsonWriter;

/// Lets whoever has its code make an account where `registration` is `invite`. `GET /invites` lists those
/// that still do.
struct Invite {
    QString code;
    std::optional<Timestamp> expiresAt = {}; ///< nothing: never
    std::optional<int> usesLeft = {}; ///< nothing: any number

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Invite> fromJson(const QJsonObject &json);
    bool operator==(const Invite &) const = default;
};

/// `POST /invites`
struct InviteRequest {
    std::optional<Timestamp> expiresAt = {};
    std::optional<int> usesLeft = {}; ///< from 1 to Limits::inviteUses

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<InviteRequest> fromJson(const QJsonObject &json);
};

} // namespace confab
