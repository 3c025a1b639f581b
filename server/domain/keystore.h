// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"

#include <QByteArray>

#include <optional>

namespace confab {

/// A pair of Ed25519 keys that access tokens are signed with, and the name (`kid`, RFC 7515) they carry of
/// it.
struct SigningKey {
    QByteArray id = {};
    QByteArray publicKey = {};
    QByteArray secretKey = {};
    Timestamp createdAt = {};
};

/// Where the keys of the tokens come from: the data directory of one server, or what several nodes share.
/// Thread-safe.
class KeyStore {
public:
    virtual ~KeyStore() = default;

    /// The pair that signs now.
    [[nodiscard]] virtual SigningKey signingKey() const = 0;
    /// The public key of that name, as long as tokens signed with it may be in use.
    [[nodiscard]] virtual std::optional<QByteArray> publicKey(const QByteArray &id) const = 0;
    /// What refresh tokens are authenticated with; stays.
    [[nodiscard]] virtual QByteArray refreshKey() const = 0;
};

} // namespace confab
