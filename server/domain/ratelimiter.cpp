// SPDX-License-Identifier: Apache-2.0
#include "server/domain/ratelimiter.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

Result<void> RateLimiter::take(const QString &key)
{
    if (m_rate.burst == 0)
        return {};
    const std::lock_guard lock(m_mutex);
    const Timestamp now = m_clock.now();
    Timestamp &fullAt = bucket(key);
    const Timestamp after = std::max(fullAt, now) + m_rate.every;
    const milliseconds over = after - now - m_rate.burst * m_rate.every;
    if (over > 0ms)
        return Error{
            ErrorCode::TooManyRequests, {}, u"too many attempts"_s, std::max(1s, ceil<seconds>(over))};
    fullAt = after;
    return {};
}

void RateLimiter::giveBack(const QString &key)
{
    if (m_rate.burst == 0)
        return;
    const std::lock_guard lock(m_mutex);
    bucket(key) -= m_rate.every;
}

void RateLimiter::spend(const QString &key, int count)
{
    if (m_rate.burst == 0)
        return;
    const std::lock_guard lock(m_mutex);
    const Timestamp now = m_clock.now();
    Timestamp &fullAt = bucket(key);
    if (count > 0)
        fullAt = std::min(std::max(fullAt, now) + count * m_rate.every, now + m_rate.burst * m_rate.every);
    else
        fullAt += count * m_rate.every;
}

Timestamp &RateLimiter::bucket(const QString &key)
{
    if (const auto found = m_recent.find(key); found != m_recent.end())
        return *found;
    if (m_recent.size() >= maxKeys)
        m_older = std::exchange(m_recent, {});
    return *m_recent.insert(key, m_older.take(key));
}

} // namespace confab
