// SPDX-License-Identifier: Apache-2.0
#include "server/domain/refreshtoken.h"

#include "server/domain/crypto.h"

#include <QtEndian>

namespace confab {

namespace {

constexpr qsizetype headBytes = 16;
constexpr qsizetype codeBytes = 32;

QByteArray head(SessionId session, qint64 generation)
{
    QByteArray bytes(headBytes, Qt::Uninitialized);
    qToBigEndian(session.value(), bytes.data());
    qToBigEndian(generation, bytes.data() + 8);
    return bytes;
}

} // namespace

QString RefreshTokens::issue(SessionId session, qint64 generation, const QByteArray &nonce) const
{
    return QString::fromLatin1(
        crypto::toBase64Url(head(session, generation) + code(session, generation, nonce)));
}

std::optional<RefreshClaims> RefreshTokens::parse(QStringView token)
{
    constexpr qsizetype textLength = (headBytes + codeBytes) * 4 / 3;
    if (token.size() != textLength)
        return std::nullopt;
    const auto bytes = crypto::fromBase64Url(token.toUtf8());
    if (!bytes || bytes->size() != headBytes + codeBytes)
        return std::nullopt;
    RefreshClaims claims{.session = SessionId(qFromBigEndian<qint64>(bytes->constData())),
                         .generation = qFromBigEndian<qint64>(bytes->constData() + 8),
                         .code = bytes->sliced(headBytes)};
    if (claims.session.value() <= 0 || claims.generation <= 0)
        return std::nullopt;
    return claims;
}

bool RefreshTokens::isAuthentic(const RefreshClaims &claims, const QByteArray &nonce) const
{
    return crypto::equal(claims.code, code(claims.session, claims.generation, nonce));
}

QByteArray RefreshTokens::code(SessionId session, qint64 generation, const QByteArray &nonce) const
{
    return crypto::digest(head(session, generation) + nonce, m_keys.refreshKey());
}

} // namespace confab
