// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/result.h"

#include <QHash>

#include <mutex>

namespace confab {

/// So many at once, and after that one every so often.
struct Rate {
    int burst = 0; ///< 0: no limit
    std::chrono::milliseconds every{0};
};

/// Token buckets, one for each key.
///
/// Memory is bounded: at most `2 * maxKeys` buckets are kept, and those of the keys not seen for longest go
/// first. Thread-safe. `clock` must outlive this.
class RateLimiter {
public:
    static constexpr qsizetype maxKeys = 50000;

    RateLimiter(Rate rate, const Clock &clock)
        : m_rate(rate)
        , m_clock(clock)
    { }

    /// Takes one for `key`; TooManyRequests, with the time until there is one, when there is none.
    [[nodiscard]] Result<void> take(const QString &key);
    /// Puts back what was taken, for what turned out not to count.
    void giveBack(const QString &key);
    /// Takes `count` for `key` without asking, as far as there are some: another node gave them. Less than 0
    /// puts back.
    void spend(const QString &key, int count);

private:
    /// Its fill as the time at which it will be, or was, full.
    using Buckets = QHash<QString, Timestamp>;

    [[nodiscard]] Timestamp &bucket(const QString &key);

    const Rate m_rate;
    const Clock &m_clock;

    std::mutex m_mutex;
    Buckets m_recent; // guarded by m_mutex
    Buckets m_older; // guarded by m_mutex
};

} // namespace confab
