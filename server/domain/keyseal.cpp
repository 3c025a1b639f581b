// SPDX-License-Identifier: Apache-2.0
#include "server/domain/keyseal.h"

#include "server/domain/crypto.h"

#include <sodium.h>

namespace confab {

namespace {

const uchar *bytes(const QByteArray &array)
{
    return reinterpret_cast<const uchar *>(array.constData());
}

uchar *bytes(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

} // namespace

KeySeal::KeySeal(const QByteArray &secret)
    // The secret may be longer than a key, and may one day seal other things too.
    : m_key(crypto::digest("confab server keys, version 1", crypto::digest(secret)))
{
    Q_ASSERT(secret.size() >= minSecretBytes);
}

QByteArray KeySeal::keyFor(const QByteArray &place) const
{
    static_assert(crypto_generichash_BYTES == crypto_secretbox_KEYBYTES);
    return crypto::digest(place, m_key);
}

QByteArray KeySeal::seal(const QByteArray &plain, const QByteArray &place) const
{
    const QByteArray nonce = crypto::randomBytes(crypto_secretbox_NONCEBYTES);
    QByteArray box(plain.size() + qsizetype(crypto_secretbox_MACBYTES), Qt::Uninitialized);
    const QByteArray key = keyFor(place);
    crypto_secretbox_easy(bytes(box), bytes(plain), quint64(plain.size()), bytes(nonce), bytes(key));
    return nonce + box;
}

std::optional<QByteArray> KeySeal::open(const QByteArray &sealed, const QByteArray &place) const
{
    constexpr qsizetype overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < overhead)
        return std::nullopt;
    const QByteArray nonce = sealed.first(crypto_secretbox_NONCEBYTES);
    const QByteArray box = sealed.sliced(crypto_secretbox_NONCEBYTES);
    const QByteArray key = keyFor(place);
    QByteArray plain(sealed.size() - overhead, Qt::Uninitialized);
    if (crypto_secretbox_open_easy(bytes(plain), bytes(box), quint64(box.size()), bytes(nonce), bytes(key)))
        return std::nullopt;
    return plain;
}

} // namespace confab
