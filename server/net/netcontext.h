// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"
#include "server/net/admission.h"

#include <QSslConfiguration>

#include <atomic>

namespace confab {

enum class RateLimits { On, Off };

/// What all I/O threads share. Owned by the Listener, outlives them.
struct NetContext {
    // Constant once the threads run
    Gateway &gateway;
    RateLimits rateLimits;
    TrustedProxies trustedProxies = {};
    std::optional<QSslConfiguration> tls; ///< everything speaks TLS when there is one

    // Thread-safe
    Admission admission;
    std::atomic<qint64> lastSocketId{0};
};

/// Milliseconds of a clock that never jumps; for deadlines.
[[nodiscard]] inline qint64 steadyMilliseconds()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

[[nodiscard]] inline qint64 deadlineIn(std::chrono::milliseconds time)
{
    return steadyMilliseconds() + time.count();
}

} // namespace confab
