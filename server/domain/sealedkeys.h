// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keyseal.h"
#include "server/domain/keyset.h"
#include "server/storage/serverkeyrepository.h"

namespace confab {

/// The keys of an installation as the rows of its table `server_key`, sealed with what the nodes share. A
/// value; libsodium must have begun.
class SealedKeys {
public:
    explicit SealedKeys(const QByteArray &secret)
        : m_seal(secret)
    { }

    /// An error when the rows were sealed with another secret, were moved about, or are not whole.
    [[nodiscard]] Result<KeySet> open(const QList<ServerKeyRow> &rows) const;
    [[nodiscard]] ServerKeyRow seal(qint64 number, const SigningKey &key) const;
    [[nodiscard]] ServerKeyRow sealRefresh(const QByteArray &key, Timestamp now) const;
    /// All of them.
    [[nodiscard]] QList<ServerKeyRow> seal(const KeySet &keys) const;

private:
    [[nodiscard]] ServerKeyRow seal(ServerKeyRow row, const QByteArray &plain) const;

    KeySeal m_seal;
};

} // namespace confab
