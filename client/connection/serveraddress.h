// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QList>
#include <QUrl>

namespace confab {

/// Where a server may be found behind what a person typed: `host`, `host:port` or `http(s)://host[:port]`.
///
/// Each candidate is the root of a server, to be tried in order. Without a scheme that is https alone, since
/// a password must not travel in the clear because of a missing letter; on this computer http comes first.
struct ServerAddress {
    static constexpr int defaultPort = 7280;

    QList<QUrl> candidates;

    /// An error names the field `server`.
    [[nodiscard]] static Result<ServerAddress> parse(const QString &typed);
};

} // namespace confab
