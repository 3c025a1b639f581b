// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/ratelimiter.h"

namespace confab {

/// How often one may try to get in: by address, so that nobody tries many names, and by account, so that
/// nobody tries one name from many addresses. Thread-safe. `clock` must outlive it.
class AccountLimits {
public:
    enum class State { On, Off };

    AccountLimits(State state, const Clock &clock);

    /// Before a password is checked for an account; `succeeded` when it was right: only wrong ones count.
    [[nodiscard]] Result<void> logIn(const QString &address, const QString &username);
    void succeeded(const QString &address, const QString &username);
    /// The same for who is logged in and confirms with the password.
    [[nodiscard]] Result<void> confirm(const QString &username)
    {
        return m_logInByAccount.take(accountKey(username));
    }
    void confirmed(const QString &username) { m_logInByAccount.giveBack(accountKey(username)); }

    [[nodiscard]] Result<void> registerAccount(const QString &address)
    {
        return m_registrationByAddress.take(address);
    }
    [[nodiscard]] Result<void> resetPassword(const QString &address, const QString &username);

private:
    [[nodiscard]] static QString accountKey(const QString &username);

    RateLimiter m_logInByAddress;
    RateLimiter m_logInByAccount;
    RateLimiter m_registrationByAddress;
    RateLimiter m_resetByAddress;
    RateLimiter m_resetByAccount;
};

} // namespace confab
