// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keystore.h"
#include "shared/core/id.h"

#include <QString>

namespace confab {

/// What a refresh token says; to be believed once RefreshTokens::isAuthentic has said so.
struct RefreshClaims {
    SessionId session = {};
    qint64 generation = 0;
    QByteArray code = {};
};

/// Makes and checks refresh tokens:
///
///     base64url( session (8 bytes, big endian) | generation (8 bytes, big endian) | BLAKE2b-256(key,
///     session|generation|nonce) )
///
/// The same session, generation and nonce always give the same token: that is how a repeat after a lost
/// answer can be answered again without storing a secret. `keys` must outlive this. Thread-safe.
class RefreshTokens {
public:
    static constexpr int nonceBytes = 16;

    explicit RefreshTokens(const KeyStore &keys)
        : m_keys(keys)
    { }

    [[nodiscard]] QString issue(SessionId session, qint64 generation, const QByteArray &nonce) const;
    /// Nothing when `token` has not the form of one.
    [[nodiscard]] static std::optional<RefreshClaims> parse(QStringView token);
    [[nodiscard]] bool isAuthentic(const RefreshClaims &claims, const QByteArray &nonce) const;

private:
    [[nodiscard]] QByteArray code(SessionId session, qint64 generation, const QByteArray &nonce) const;

    const KeyStore &m_keys;
};

} // namespace confab
