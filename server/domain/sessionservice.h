// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/accesstoken.h"
#include "server/domain/caller.h"
#include "server/domain/refreshtoken.h"
#include "server/storage/sessionrepository.h"
#include "server/storage/transaction.h"
#include "shared/protocol/page.h"
#include "shared/protocol/session.h"

namespace confab {

/// What is logged in where: opening, renewing, listing and ending sessions.
///
/// An end is published at once and recorded for other nodes and processes. What it is made with must outlive
/// it. Keeps no state; thread-safe.
class SessionService {
public:
    SessionService(const AccessTokens &accessTokens, const RefreshTokens &refreshTokens, const Clock &clock,
                   std::chrono::seconds lifetime);

    /// A new session, opened from `address`; the one unused for longest gives way when there are too many.
    [[nodiscard]] Result<SessionRow> open(Transaction &transaction, AccountId account, const QString &device,
                                          const QString &address = {}) const;
    /// What its holder gets.
    [[nodiscard]] Session issue(const SessionRow &row) const;

    /// The successor of a refresh token that comes from `address`. A repeat gets the same successor until
    /// that one has been used. Nothing when the token is an older one: somebody has a copy, and the session
    /// is over. NotAuthenticated for no token of ours.
    [[nodiscard]] Result<std::optional<Session>> refresh(Transaction &transaction, const QString &token,
                                                         const QString &address = {}) const;

    /// Latest used first.
    [[nodiscard]] Result<Page<SessionSummary>> list(Database &database, const Caller &caller, int limit,
                                                    const QString &after) const;
    /// NotFound when it is none of the caller's.
    [[nodiscard]] Result<void> end(Transaction &transaction, const Caller &caller, SessionId session) const;
    /// All of the account but `except`.
    [[nodiscard]] Result<void> endAll(Transaction &transaction, AccountId account,
                                      SessionId except = {}) const;
    /// Ends what was not used for its lifetime, and forgets ends that everybody has heard of.
    [[nodiscard]] Result<void> tidy(Transaction &transaction) const;

private:
    enum class Standing { Current, Repeated, Outdated };

    [[nodiscard]] static Standing standing(const SessionRow &row, qint64 generation);
    [[nodiscard]] Timestamp oldestUse() const { return m_clock.now() - m_lifetime; }
    [[nodiscard]] Result<void> makeRoom(Transaction &transaction, AccountId account) const;
    [[nodiscard]] Result<void> remove(Transaction &transaction, SessionId session) const;

    const AccessTokens &m_accessTokens;
    const RefreshTokens &m_refreshTokens;
    const Clock &m_clock;
    const std::chrono::seconds m_lifetime;
};

} // namespace confab
