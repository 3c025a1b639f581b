// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QString>

namespace confab {

/// What a second start of the client says to the one that runs already, as one line of JSON:
///
///     {"link":"confab://…","activationToken":"…"}
///
/// Both may be empty; without a link it is only to show itself. The token is what the desktop gave the second
/// one so that a window may come to the front (https://wayland.app/protocols/xdg-activation-v1). Whoever can
/// reach the socket can send it, so it is read as input of a stranger: bounded, and with nothing in it but
/// what such texts hold.
struct InstanceMessage {
    static constexpr qint64 longest = 2048; ///< bytes with the line break
    static constexpr int longestToken = 256;

    QString link = {}; ///< means to be a ConfabLink, but may be malformed
    QString activationToken = {};

    /// Nothing where `longest` would not hold it.
    [[nodiscard]] QByteArray toLine() const;
    /// Without the line break.
    [[nodiscard]] static Result<InstanceMessage> fromLine(const QByteArray &line);

    bool operator==(const InstanceMessage &) const = default;
};

} // namespace confab
