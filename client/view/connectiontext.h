// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/connectionstatus.h"

#include <QString>

namespace confab {

/// What the bar over the conversations says about the connection.
struct ConnectionText {
    enum class Action { None, TryNow, LogIn };

    QString text; ///< empty when there is nothing to say
    Action action = Action::None;
    QString actionText = {};

    [[nodiscard]] static ConnectionText of(const ConnectionStatus &status, Timestamp now);
    bool operator==(const ConnectionText &) const = default;
};

} // namespace confab
