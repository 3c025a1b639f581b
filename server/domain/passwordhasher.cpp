// SPDX-License-Identifier: Apache-2.0
#include "server/domain/passwordhasher.h"

#include "server/domain/crypto.h"

#include <sodium.h>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Keyboards differ in how they compose a character; the password is the same (RFC 8265, 4.2).
QByteArray canonical(const QString &password)
{
    return password.normalized(QString::NormalizationForm_C).toUtf8();
}

/// A well-formed hash that no password has, without the time it takes to make one.
QString makeNobodysHash(const PasswordCost &cost)
{
    const auto encode = [](int size) {
        return QString::fromLatin1(crypto::randomBytes(size).toBase64(QByteArray::OmitTrailingEquals));
    };
    return u"$argon2id$v=19$m=%1,t=%2,p=1$%3$%4"_s.arg(cost.memoryKib)
        .arg(cost.operations)
        .arg(encode(crypto_pwhash_SALTBYTES), encode(32));
}

} // namespace

PasswordHasher::PasswordHasher(PasswordCost cost)
    : m_cost(cost)
    , m_nobodysHash((void(crypto::begin()), makeNobodysHash(cost)))
{
    Q_ASSERT(!isOutdated(m_nobodysHash)); // libsodium reads it, and takes its time for it
}

Result<QString> PasswordHasher::hash(const QString &password) const
{
    const QByteArray text = canonical(password);
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(hash, text.constData(), quint64(text.size()), quint64(m_cost.operations),
                          size_t(m_cost.memoryKib) * 1024)
        != 0) {
        return Error{
            ErrorCode::Unavailable, {}, u"not enough memory to hash a password"_s, std::chrono::seconds(1)};
    }
    return QString::fromLatin1(hash);
}

bool PasswordHasher::verify(const QString &hash, const QString &password) const
{
    const QByteArray text = canonical(password);
    const QByteArray stored = hash.toLatin1();
    // libsodium reads as many bytes as a hash may have at most.
    if (stored.size() >= qsizetype(crypto_pwhash_STRBYTES))
        return false;
    char padded[crypto_pwhash_STRBYTES] = {};
    memcpy(padded, stored.constData(), size_t(stored.size()));
    return crypto_pwhash_str_verify(padded, text.constData(), quint64(text.size())) == 0;
}

bool PasswordHasher::verifyNobody(const QString &password) const
{
    (void)verify(m_nobodysHash, password);
    return false;
}

bool PasswordHasher::isOutdated(const QString &hash) const
{
    const QByteArray stored = hash.toLatin1();
    if (stored.size() >= qsizetype(crypto_pwhash_STRBYTES))
        return true;
    char padded[crypto_pwhash_STRBYTES] = {};
    memcpy(padded, stored.constData(), size_t(stored.size()));
    return crypto_pwhash_str_needs_rehash(padded, quint64(m_cost.operations), size_t(m_cost.memoryKib) * 1024)
        != 0;
}

} // namespace confab
