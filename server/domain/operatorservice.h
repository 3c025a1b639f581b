// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/accountservice.h"

namespace confab {

/// What the operator does about accounts, from the machine that the server runs on. Keeps no state;
/// thread-safe.
class OperatorService {
public:
    OperatorService(const AccountService &accounts, const SessionService &sessions,
                    const PasswordHasher &hasher, const Clock &clock)
        : m_accounts(accounts)
        , m_sessions(sessions)
        , m_hasher(hasher)
        , m_clock(clock)
    { }

    struct NewAccount {
        QString username;
        QString displayName = {}; ///< empty: the username
        QString password;
    };
    [[nodiscard]] Result<AccountRow> add(Writer &writer, const NewAccount &account) const;
    /// All accounts, in the order of their names.
    [[nodiscard]] Result<QList<AccountRow>> list(Writer &writer) const;
    /// Ends every session of the account.
    [[nodiscard]] Result<AccountRow> resetPassword(Writer &writer, const QString &username,
                                                   const QString &password) const;
    /// Ends every session of the account, and its active conversation under the exclusive policy.
    [[nodiscard]] Result<AccountRow> disable(Writer &writer, const QString &username) const;
    [[nodiscard]] Result<AccountRow> enable(Writer &writer, const QString &username) const;
    /// An owner stays one.
    [[nodiscard]] Result<AccountRow> makeAdmin(Writer &writer, const QString &username) const;

    /// Whether a password may be one, as the protocol asks.
    [[nodiscard]] static Result<void> checkPassword(const QString &password);

private:
    using Change = std::function<Result<void>(Transaction &, AccountRow &)>;

    [[nodiscard]] Result<AccountRow> change(Writer &writer, const QString &username,
                                            const Change &change) const;

    const AccountService &m_accounts;
    const SessionService &m_sessions;
    const PasswordHasher &m_hasher;
    const Clock &m_clock;
};

} // namespace confab
