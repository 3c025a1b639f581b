// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>

/// The few things that the domain needs of libsodium beside passwords and signatures. Thread-safe.
namespace confab::crypto {

/// Must have been called, and have answered true, before anything of libsodium is used; may be called often.
[[nodiscard]] bool begin();

[[nodiscard]] QByteArray randomBytes(int count);

/// BLAKE2b with 256 bits; with a key (32 bytes) an authentication code.
[[nodiscard]] QByteArray digest(QByteArrayView data, QByteArrayView key = {});
/// The time it takes says nothing about where they differ.
[[nodiscard]] bool equal(QByteArrayView left, QByteArrayView right);

/// RFC 4648, section 5, without padding.
[[nodiscard]] QByteArray toBase64Url(QByteArrayView data);
/// Strict: no padding, no blanks, no bits left over; each value has one spelling.
[[nodiscard]] std::optional<QByteArray> fromBase64Url(QByteArrayView text);

} // namespace confab::crypto
