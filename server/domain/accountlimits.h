// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/ratelimiter.h"

#include <functional>
#include <map>

namespace confab {

/// How often one may try to get in: by address, so that nobody tries many names, and by account, so that
/// nobody tries one name from many addresses. Thread-safe. `clock` must outlive it.
class AccountLimits {
public:
    enum class State { On, Off };
    /// What was taken of a key of the limit of that name; less than 0 was given back.
    using Spent = std::function<void(QLatin1StringView limit, const QString &key, int count)>;

    AccountLimits(State state, const Clock &clock);

    /// Before a password is checked for an account; `succeeded` when it was right: only wrong ones count.
    [[nodiscard]] Result<void> logIn(const QString &address, const QString &username);
    void succeeded(const QString &address, const QString &username);
    /// The same for who is logged in and confirms with the password.
    [[nodiscard]] Result<void> confirm(const QString &username);
    void confirmed(const QString &username);

    [[nodiscard]] Result<void> registerAccount(const QString &address);
    [[nodiscard]] Result<void> resetPassword(const QString &address, const QString &username);

    /// Who is told of all that is taken; set before anything is.
    void setSpent(Spent spent) { m_spent = std::move(spent); }
    /// What another node gave. Limits that this version does not know are passed over.
    void spend(const QString &limit, const QString &key, int count);

private:
    [[nodiscard]] static QString accountKey(const QString &username);
    [[nodiscard]] Result<void> take(QLatin1StringView limit, const QString &key);
    void giveBack(QLatin1StringView limit, const QString &key);

    std::map<QLatin1StringView, RateLimiter> m_limits; // constant but for what is in them
    Spent m_spent;
};

} // namespace confab
