// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>

namespace confab {

/// Seals keys for a place that others may read, a database or its backups: XSalsa20-Poly1305 (libsodium's
/// secretbox) under a key made of the secret that the nodes share.
///
///     nonce (24 bytes) ‖ box
///
/// Each place has a key of its own, so that a box opens nowhere but where it was put. A value; libsodium must
/// have begun.
class KeySeal {
public:
    static constexpr qsizetype minSecretBytes = 32;

    explicit KeySeal(const QByteArray &secret);

    [[nodiscard]] QByteArray seal(const QByteArray &plain, const QByteArray &place) const;
    /// Nothing when it was sealed with another secret or for another place, or is no box.
    [[nodiscard]] std::optional<QByteArray> open(const QByteArray &sealed, const QByteArray &place) const;

private:
    [[nodiscard]] QByteArray keyFor(const QByteArray &place) const;

    QByteArray m_key;
};

} // namespace confab
