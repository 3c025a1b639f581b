// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/response.h"
#include "server/net/httpparser.h"

namespace confab {

class Gateway;

/// Where a request becomes a WebSocket (RFC 6455, 4.2.1).
inline constexpr QLatin1StringView socketPath{"/api/v1/socket"};
inline constexpr QLatin1StringView subprotocol{"confab.v1"};

[[nodiscard]] bool isForSocket(const HttpHead &head);

/// Why this request for the socket is none: the answer, or nothing when it may be accepted.
[[nodiscard]] std::optional<Response> refuseUpgrade(const HttpHead &head);

/// Who opens the socket by its Authorization field: nobody yet when there is none, or the error.
[[nodiscard]] Result<Caller> callerOfUpgrade(const HttpHead &head, const Gateway &gateway);

/// The answer that makes a WebSocket of the connection (RFC 6455, 4.2.2).
[[nodiscard]] QByteArray acceptUpgrade(const HttpHead &head);

} // namespace confab
