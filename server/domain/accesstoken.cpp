// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accesstoken.h"

#include "server/domain/crypto.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

#include <sodium.h>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr auto algorithm = "EdDSA"_L1;
/// Clocks of nodes differ a little.
constexpr seconds clockSkew{60};

Error refusal(const QString &why)
{
    return {ErrorCode::NotAuthenticated, {}, u"the access token "_s + why};
}

qint64 toSeconds(Timestamp time)
{
    return floor<seconds>(time.time_since_epoch()).count();
}

Timestamp fromSeconds(qint64 value)
{
    return Timestamp(seconds(value));
}

QByteArray headerFor(const QByteArray &keyId)
{
    QByteArray json;
    JsonWriter write(json);
    write.beginObject();
    write.field("alg"_L1, algorithm);
    write.field("typ"_L1, "JWT"_L1);
    write.field("kid"_L1, QString::fromLatin1(keyId));
    write.endObject();
    return json;
}

QByteArray payloadFor(const AccessClaims &claims)
{
    QByteArray json;
    JsonWriter write(json);
    write.beginObject();
    write.field("sub"_L1, claims.account);
    write.field("sid"_L1, claims.session);
    write.field("iat"_L1, toSeconds(claims.issuedAt));
    write.field("exp"_L1, toSeconds(claims.expiresAt));
    write.endObject();
    return json;
}

/// A token taken apart; nothing of it is believed yet.
struct Segments {
    QByteArray signedPart; ///< header and payload with the dot, as they came
    QJsonObject header;
    QByteArray payload;
    QByteArray signature;
};

Result<Segments> takeApart(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3)
        return refusal(u"has not three segments"_s);
    const auto header = crypto::fromBase64Url(parts[0]);
    const auto payload = crypto::fromBase64Url(parts[1]);
    const auto signature = crypto::fromBase64Url(parts[2]);
    if (!header || !payload || !signature)
        return refusal(u"is not base64url"_s);
    if (signature->size() != qsizetype(crypto_sign_BYTES))
        return refusal(u"has no signature"_s);
    const auto json = parseJsonObject(*header);
    if (!json)
        return refusal(u"has no header"_s);
    return Segments{token.first(parts[0].size() + 1 + parts[1].size()), *json, *payload, *signature};
}

Result<void> checkSignature(const Segments &segments, const KeyStore &keys)
{
    JsonReader header{segments.header};
    const QString named = header.text("alg"_L1, 16);
    const QByteArray keyId = header.text("kid"_L1, 64).toLatin1();
    if (!header.finish(true) || named != algorithm)
        return refusal(u"is not signed with EdDSA"_s);
    // What a `crit` names must be understood (RFC 7515, 4.1.11), and nothing is.
    if (segments.header.contains("crit"_L1))
        return refusal(u"asks for an unknown extension"_s);
    const auto key = keys.publicKey(keyId);
    if (!key)
        return refusal(u"is signed with an unknown key"_s);
    const auto bytes
        = [](const QByteArray &array) { return reinterpret_cast<const uchar *>(array.constData()); };
    const int wrong = crypto_sign_verify_detached(bytes(segments.signature), bytes(segments.signedPart),
                                                  quint64(segments.signedPart.size()), bytes(*key));
    if (wrong)
        return refusal(u"has a wrong signature"_s);
    return {};
}

Result<AccessClaims> readClaims(const QByteArray &payload)
{
    const auto json = parseJsonObject(payload);
    if (!json)
        return refusal(u"has no payload"_s);
    JsonReader read{*json};
    const AccessClaims claims{.account = read.id<AccountId>("sub"_L1),
                              .session = read.id<SessionId>("sid"_L1),
                              .issuedAt = fromSeconds(read.integer("iat"_L1, 0, 1LL << 40)),
                              .expiresAt = fromSeconds(read.integer("exp"_L1, 0, 1LL << 40))};
    if (!read.finish(true))
        return refusal(u"lacks a claim"_s);
    return claims;
}

} // namespace

AccessTokens::AccessTokens(const KeyStore &keys, const Clock &clock, seconds lifetime)
    : m_keys(keys)
    , m_clock(clock)
    , m_lifetime(lifetime)
{ }

AccessTokens::Issued AccessTokens::issue(AccountId account, SessionId session) const
{
    // To whole seconds, as the claims have them.
    const Timestamp now = floor<seconds>(m_clock.now());
    const AccessClaims claims{
        .account = account, .session = session, .issuedAt = now, .expiresAt = now + m_lifetime};
    const SigningKey key = m_keys.signingKey();
    QByteArray token = crypto::toBase64Url(headerFor(key.id)) + '.' + crypto::toBase64Url(payloadFor(claims));
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<uchar *>(signature.data()), nullptr,
                         reinterpret_cast<const uchar *>(token.constData()), quint64(token.size()),
                         reinterpret_cast<const uchar *>(key.secretKey.constData()));
    token += '.' + crypto::toBase64Url(signature);
    return {QString::fromLatin1(token), claims.expiresAt};
}

Result<AccessClaims> AccessTokens::verify(QStringView token) const
{
    if (token.size() > maxLength)
        return refusal(u"is too long"_s);
    const QByteArray text = token.toUtf8();
    const QByteArray key = crypto::digest(text);
    std::optional<AccessClaims> claims = recall(key);
    const bool isNew = !claims;
    if (isNew) {
        const auto segments = takeApart(text);
        if (!segments)
            return segments.error();
        if (const auto authentic = checkSignature(*segments, m_keys); !authentic)
            return authentic.error();
        const auto read = readClaims(segments->payload);
        if (!read)
            return read.error();
        claims = *read;
    }
    const Timestamp now = m_clock.now();
    if (claims->expiresAt <= now)
        return refusal(u"has expired"_s);
    if (claims->issuedAt > now + clockSkew)
        return refusal(u"is from the future"_s);
    if (isNew)
        remember(key, *claims);
    return *claims;
}

std::optional<AccessClaims> AccessTokens::recall(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_verified.constFind(key);
    return found == m_verified.constEnd() ? std::nullopt : std::optional(*found);
}

void AccessTokens::remember(const QByteArray &key, const AccessClaims &claims) const
{
    const std::lock_guard lock(m_mutex);
    if (m_verified.size() >= maxRemembered) {
        const Timestamp now = m_clock.now();
        m_verified.removeIf([now](const auto &entry) { return entry.value().expiresAt <= now; });
        if (m_verified.size() >= maxRemembered)
            m_verified.clear();
    }
    m_verified.insert(key, claims);
}

} // namespace confab
