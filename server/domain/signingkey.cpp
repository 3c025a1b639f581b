// SPDX-License-Identifier: Apache-2.0
#include "server/domain/signingkey.h"

#include "server/domain/crypto.h"

#include <sodium.h>

namespace confab {

namespace {

constexpr int idBytes = 9;

} // namespace

SigningKey SigningKey::make(Timestamp createdAt)
{
    return *fromSeed(crypto::toBase64Url(crypto::randomBytes(idBytes)),
                     crypto::randomBytes(crypto_sign_SEEDBYTES), createdAt);
}

std::optional<SigningKey> SigningKey::fromSeed(const QByteArray &id, const QByteArray &seed,
                                               Timestamp createdAt)
{
    if (id.isEmpty() || seed.size() != qsizetype(crypto_sign_SEEDBYTES))
        return std::nullopt;
    SigningKey key{.id = id,
                   .publicKey = QByteArray(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized),
                   .secretKey = QByteArray(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized),
                   .createdAt = createdAt};
    crypto_sign_seed_keypair(reinterpret_cast<uchar *>(key.publicKey.data()),
                             reinterpret_cast<uchar *>(key.secretKey.data()),
                             reinterpret_cast<const uchar *>(seed.constData()));
    return key;
}

QByteArrayView SigningKey::seed() const
{
    // libsodium's secret key is the seed and the public key.
    return QByteArrayView(secretKey).first(crypto_sign_SEEDBYTES);
}

} // namespace confab
