// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace confab {

/// A pair of Ed25519 keys that access tokens are signed with, and the name (`kid`, RFC 7515) they carry of
/// it.
struct SigningKey {
    QByteArray id = {};
    QByteArray publicKey = {};
    QByteArray secretKey = {};
    Timestamp createdAt = {}; ///< when it begins to sign

    /// A new pair under a new name.
    [[nodiscard]] static SigningKey make(Timestamp createdAt);
    /// The pair that `seed` stands for; nothing when there is no name, or the seed has another length.
    [[nodiscard]] static std::optional<SigningKey> fromSeed(const QByteArray &id, const QByteArray &seed,
                                                            Timestamp createdAt);

    /// What the pair can be made of again; as secret as the pair. It points into the key.
    [[nodiscard]] QByteArrayView seed() const;
};

} // namespace confab
