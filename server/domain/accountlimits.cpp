// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accountlimits.h"

#include "shared/core/text.h"

namespace confab {

using namespace std::chrono;

namespace {

Rate rate(AccountLimits::State state, int burst, milliseconds every)
{
    return state == AccountLimits::State::On ? Rate{burst, every} : Rate{};
}

} // namespace

AccountLimits::AccountLimits(State state, const Clock &clock)
    : m_logInByAddress(rate(state, 50, 2s), clock)
    , m_logInByAccount(rate(state, 10, 30s), clock)
    , m_registrationByAddress(rate(state, 10, 1min), clock)
    , m_resetByAddress(rate(state, 10, 1min), clock)
    , m_resetByAccount(rate(state, 5, 10min), clock)
{ }

Result<void> AccountLimits::logIn(const QString &address, const QString &username)
{
    if (auto taken = m_logInByAddress.take(address); !taken)
        return taken;
    return m_logInByAccount.take(accountKey(username));
}

void AccountLimits::succeeded(const QString &address, const QString &username)
{
    m_logInByAddress.giveBack(address);
    m_logInByAccount.giveBack(accountKey(username));
}

Result<void> AccountLimits::resetPassword(const QString &address, const QString &username)
{
    if (auto taken = m_resetByAddress.take(address); !taken)
        return taken;
    return m_resetByAccount.take(accountKey(username));
}

QString AccountLimits::accountKey(const QString &username)
{
    // What cannot be a name is nobody's; all of it shares one bucket.
    return isUsername(username) ? usernameKey(username) : QString();
}

} // namespace confab
