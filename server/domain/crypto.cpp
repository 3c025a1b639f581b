// SPDX-License-Identifier: Apache-2.0
#include "server/domain/crypto.h"

#include <QByteArrayView>

#include <sodium.h>

namespace confab::crypto {

namespace {

const uchar *bytes(QByteArrayView view)
{
    return reinterpret_cast<const uchar *>(view.data());
}

uchar *bytes(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

} // namespace

bool begin()
{
    return sodium_init() >= 0;
}

QByteArray randomBytes(int count)
{
    QByteArray random(count, Qt::Uninitialized);
    randombytes_buf(random.data(), size_t(count));
    return random;
}

QByteArray digest(QByteArrayView data, QByteArrayView key)
{
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(bytes(hash), size_t(hash.size()), bytes(data), quint64(data.size()), bytes(key),
                       size_t(key.size()));
    return hash;
}

bool equal(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), size_t(left.size())) == 0;
}

QByteArray toBase64Url(QByteArrayView data)
{
    return data.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    QByteArray decoded(text.size(), Qt::Uninitialized);
    size_t size = 0;
    const int failed
        = sodium_base642bin(bytes(decoded), size_t(decoded.size()), text.data(), size_t(text.size()), nullptr,
                            &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed)
        return std::nullopt;
    decoded.truncate(qsizetype(size));
    return decoded;
}

} // namespace confab::crypto
