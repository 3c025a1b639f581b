// SPDX-License-Identifier: Apache-2.0
#include "server/domain/keyfile.h"

#include "server/domain/crypto.h"
#include "shared/core/logging.h"
#include "shared/protocol/jsonreader.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error failure(const QString &detail)
{
    return {ErrorCode::Internal, {}, detail};
}

// In the file the newest comes first.
Result<KeySet> toKeys(const QJsonObject &json)
{
    JsonReader read{json};
    KeySet keys{.refresh
                = crypto::fromBase64Url(read.text("refreshKey"_L1, 100).toLatin1()).value_or(QByteArray())};
    if (keys.refresh.size() != KeySet::refreshBytes)
        read.reject("refreshKey"_L1, u"is no key"_s);
    const QJsonArray entries = read.array("signingKeys"_L1);
    for (const auto &item : entries) {
        JsonReader entry{item.toObject()};
        const QByteArray id = entry.text("id"_L1, 100).toLatin1();
        const auto seed = crypto::fromBase64Url(entry.text("seed"_L1, 100).toLatin1());
        const auto key
            = SigningKey::fromSeed(id, seed.value_or(QByteArray()), entry.timestamp("createdAt"_L1));
        if (!key || !entry.finish(true))
            read.reject("signingKeys"_L1, u"holds something that is no key"_s);
        else
            keys.signing.prepend(*key);
    }
    if (keys.signing.isEmpty())
        read.reject("signingKeys"_L1, u"is empty"_s);
    return read.finish(std::move(keys));
}

QJsonObject toJson(const KeySet &keys)
{
    QJsonArray signing;
    for (const SigningKey &key : keys.signing) {
        signing.prepend(QJsonObject{{"id"_L1, QString::fromLatin1(key.id)},
                                    {"seed"_L1, QString::fromLatin1(crypto::toBase64Url(key.seed()))},
                                    {"createdAt"_L1, toRfc3339(key.createdAt)}});
    }
    return {{"signingKeys"_L1, signing},
            {"refreshKey"_L1, QString::fromLatin1(crypto::toBase64Url(keys.refresh))}};
}

} // namespace

bool KeyFile::exists() const
{
    return QFile::exists(m_path);
}

Result<KeySet> KeyFile::read() const
{
    if (!crypto::begin())
        return failure(u"libsodium does not start"_s);
    auto keys = readKeys();
    if (!keys)
        return failure(u"the keys in %1 cannot be read: %2"_s.arg(m_path, keys.error().detail));
    return keys;
}

Result<KeySet> KeyFile::readKeys() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.errorString());
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (file.permissions() & others)
        qCWarning(lcDomain, "%s can be read by others; it should be its owner's alone", qPrintable(m_path));
    const auto json = parseJsonObject(file.readAll());
    if (!json)
        return json.error();
    auto keys = toKeys(*json);
    if (!keys)
        return failure(keys.error().field + u' ' + keys.error().detail);
    return keys;
}

Result<void> KeyFile::write(const KeySet &keys) const
{
    QSaveFile file(m_path);
    // The rights come before the content.
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(QJsonDocument(toJson(keys)).toJson()) >= 0 && file.commit();
    if (!written)
        return failure(u"cannot write %1: %2"_s.arg(m_path, file.errorString()));
    return {};
}

} // namespace confab
