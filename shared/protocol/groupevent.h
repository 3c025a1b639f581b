// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QJsonObject>

#include <optional>

namespace confab {

class JsonWriter;

/// What happened to a group, as its system line says it. Who did it is the message's sender. A value.
struct GroupEvent {
    enum class What {
        Created, ///< with `title`
        Added, ///< `user`
        Removed, ///< `user`, by somebody else
        Left, ///< the sender
        Titled, ///< `title`
        Pictured, ///< the picture is another one, or none
        Promoted, ///< `user` is an owner from now on
        Demoted, ///< `user` is none any more
        Other, ///< something that a later version knows
    };

    What what = What::Other;
    std::optional<QString> user = {}; ///< a username
    std::optional<QString> title = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<GroupEvent> fromJson(const QJsonObject &json);
    bool operator==(const GroupEvent &) const = default;
};

} // namespace confab
