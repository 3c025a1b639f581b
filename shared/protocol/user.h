// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"
#include "shared/core/result.h"

#include <QJsonObject>

#include <optional>

namespace confab {

class JsonWriter;

enum class Presence { Offline, Away, Online };

[[nodiscard]] QLatin1StringView toName(Presence presence);
[[nodiscard]] std::optional<Presence> presenceFromName(QStringView name);

/// A person as others see one. `presence` and `lastSeenAt` are empty where they are not shared.
struct User {
    AccountId id;
    QString username;
    QString displayName;
    std::optional<QString> status = {};
    std::optional<QString> avatar = {};
    std::optional<Presence> presence = {};
    std::optional<Timestamp> lastSeenAt = {};
    bool deleted = false; ///< the person has gone; the name stands in what was said

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<User> fromJson(const QJsonObject &json);
    bool operator==(const User &) const = default;
};

enum class Role { User, Admin, Owner };

[[nodiscard]] QLatin1StringView toName(Role role);
[[nodiscard]] std::optional<Role> roleFromName(QStringView name);

/// The caller's own account, as `GET /me` answers it.
struct Me {
    User user;
    Role role = Role::User;
    bool sendReadReceipts = true;
    bool sharePresence = true;
    AccountChange account = {};
    std::optional<ConversationId> activeConversation = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Me> fromJson(const QJsonObject &json);
};

} // namespace confab
