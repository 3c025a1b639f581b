// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keystore.h"
#include "shared/core/id.h"
#include "shared/core/result.h"

#include <QHash>

#include <mutex>

namespace confab {

/// What an access token says.
struct AccessClaims {
    AccountId account = {};
    SessionId session = {};
    Timestamp issuedAt = {};
    Timestamp expiresAt = {};
};

/// Issues and verifies access tokens: compact JWS (RFC 7515) signed with EdDSA (RFC 8037).
///
///     base64url({"alg":"EdDSA","typ":"JWT","kid":…}) . base64url({"sub","sid","iat","exp"}) .
///     base64url(signature)
///
/// A token that was verified is remembered until it expires, so that it costs one check of its signature;
/// what is remembered is bounded. `keys` and `clock` must outlive this. Thread-safe.
class AccessTokens {
public:
    static constexpr qsizetype maxLength = 1024;
    static constexpr qsizetype maxRemembered = 20000;

    AccessTokens(const KeyStore &keys, const Clock &clock, std::chrono::seconds lifetime);

    struct Issued {
        QString token;
        Timestamp expiresAt;
    };
    [[nodiscard]] Issued issue(AccountId account, SessionId session) const;

    /// NotAuthenticated for anything but a token of ours that has not expired.
    [[nodiscard]] Result<AccessClaims> verify(QStringView token) const;

private:
    [[nodiscard]] std::optional<AccessClaims> recall(const QByteArray &key) const;
    void remember(const QByteArray &key, const AccessClaims &claims) const;

    const KeyStore &m_keys;
    const Clock &m_clock;
    const std::chrono::seconds m_lifetime;

    mutable std::mutex m_mutex;
    mutable QHash<QByteArray, AccessClaims> m_verified; // guarded by m_mutex; by the token's digest
};

} // namespace confab
