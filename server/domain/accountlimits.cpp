// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accountlimits.h"

#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

// Other nodes know the limits by these.
constexpr auto logInByAddress = "logInByAddress"_L1;
constexpr auto logInByAccount = "logInByAccount"_L1;
constexpr auto registrationByAddress = "registrationByAddress"_L1;
constexpr auto resetByAddress = "resetByAddress"_L1;
constexpr auto resetByAccount = "resetByAccount"_L1;

Rate rate(AccountLimits::State state, int burst, milliseconds every)
{
    return state == AccountLimits::State::On ? Rate{burst, every} : Rate{};
}

} // namespace

AccountLimits::AccountLimits(State state, const Clock &clock)
{
    m_limits.try_emplace(logInByAddress, rate(state, 50, 2s), clock);
    m_limits.try_emplace(logInByAccount, rate(state, 10, 30s), clock);
    m_limits.try_emplace(registrationByAddress, rate(state, 10, 1min), clock);
    m_limits.try_emplace(resetByAddress, rate(state, 10, 1min), clock);
    m_limits.try_emplace(resetByAccount, rate(state, 5, 10min), clock);
}

Result<void> AccountLimits::logIn(const QString &address, const QString &username)
{
    if (auto taken = take(logInByAddress, address); !taken)
        return taken;
    return take(logInByAccount, accountKey(username));
}

void AccountLimits::succeeded(const QString &address, const QString &username)
{
    giveBack(logInByAddress, address);
    giveBack(logInByAccount, accountKey(username));
}

Result<void> AccountLimits::confirm(const QString &username)
{
    return take(logInByAccount, accountKey(username));
}

void AccountLimits::confirmed(const QString &username)
{
    giveBack(logInByAccount, accountKey(username));
}

Result<void> AccountLimits::registerAccount(const QString &address)
{
    return take(registrationByAddress, address);
}

Result<void> AccountLimits::resetPassword(const QString &address, const QString &username)
{
    if (auto taken = take(resetByAddress, address); !taken)
        return taken;
    return take(resetByAccount, accountKey(username));
}

void AccountLimits::spend(const QString &limit, const QString &key, int count)
{
    for (auto &[name, limiter] : m_limits) {
        if (name == limit)
            limiter.spend(key, count);
    }
}

Result<void> AccountLimits::take(QLatin1StringView limit, const QString &key)
{
    auto taken = m_limits.at(limit).take(key);
    if (taken && m_spent)
        m_spent(limit, key, 1);
    return taken;
}

void AccountLimits::giveBack(QLatin1StringView limit, const QString &key)
{
    m_limits.at(limit).giveBack(key);
    if (m_spent)
        m_spent(limit, key, -1);
}

QString AccountLimits::accountKey(const QString &username)
{
    // What cannot be a name is nobody's; all of it shares one bucket.
    return isUsername(username) ? usernameKey(username) : QString();
}

} // namespace confab
