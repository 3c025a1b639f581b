// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

namespace confab {

/// What hashing one password costs, as Argon2id counts it (RFC 9106).
struct PasswordCost {
    int operations = 2; ///< passes over the memory
    int memoryKib = 64 * 1024;

    bool operator==(const PasswordCost &) const = default;
};

/// Turns passwords into Argon2id hashes, in the algorithm's own string format, and checks them.
///
/// Takes long on purpose: belongs on the password pool. Constant after construction; thread-safe.
class PasswordHasher {
public:
    explicit PasswordHasher(PasswordCost cost);

    [[nodiscard]] Result<QString> hash(const QString &password) const;
    [[nodiscard]] bool verify(const QString &hash, const QString &password) const;
    /// Takes as long as verify() and answers false: for names that nobody has.
    [[nodiscard]] bool verifyNobody(const QString &password) const;
    /// Whether `hash` was made at another cost than is asked for now.
    [[nodiscard]] bool isOutdated(const QString &hash) const;

private:
    const PasswordCost m_cost;
    const QString m_nobodysHash;
};

} // namespace confab
