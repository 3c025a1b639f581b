// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/signingkey.h"
#include "shared/core/result.h"

namespace confab {

/// Where the keys of the tokens come from: the data directory of one server, or what several nodes share.
/// Thread-safe.
class KeyStore {
public:
    virtual ~KeyStore() = default;

    /// The pair that signs now.
    [[nodiscard]] virtual SigningKey signingKey() const = 0;
    /// The public key of that name, as long as tokens signed with it may be in use. Returns at once.
    [[nodiscard]] virtual std::optional<QByteArray> publicKey(const QByteArray &id) const = 0;
    /// What refresh tokens are authenticated with; stays.
    [[nodiscard]] virtual QByteArray refreshKey() const = 0;
};

/// A key store with keys that come and go.
class RotatingKeyStore : public KeyStore {
public:
    /// When a new signing key takes over, and for how long the one before it verifies after that, which must
    /// be no less than a token lives.
    struct Periods {
        std::chrono::seconds rotateAfter;
        std::chrono::seconds keepFor;
    };
    /// How often rotate() is to be called.
    static constexpr std::chrono::seconds rotateEvery{20};

    /// Reads the keys, or makes the first; before anything else is asked.
    [[nodiscard]] virtual Result<void> load() = 0;
    /// Makes a new key where it is time, and drops those that no token needs.
    [[nodiscard]] virtual Result<void> rotate() = 0;
};

} // namespace confab
