// SPDX-License-Identifier: Apache-2.0
#include "server/domain/filekeystore.h"

#include "server/domain/crypto.h"
#include "shared/core/logging.h"
#include "shared/protocol/jsonreader.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int refreshKeyBytes = 32;

Error failure(const QString &detail)
{
    return {ErrorCode::Internal, {}, detail};
}

} // namespace

FileKeyStore::FileKeyStore(QString path, const Clock &clock, Periods periods)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_periods(periods)
{ }

Result<void> FileKeyStore::load()
{
    if (!crypto::begin())
        return failure(u"libsodium does not start"_s);
    Keys keys;
    if (QFile::exists(m_path)) {
        auto read = readFile();
        if (!read)
            return failure(u"the keys in %1 cannot be read: %2"_s.arg(m_path, read.error().detail));
        keys = *std::move(read);
    } else {
        keys
            = {.signing = {SigningKey::make(m_clock.now())}, .refresh = crypto::randomBytes(refreshKeyBytes)};
        if (const auto written = writeFile(keys); !written)
            return written.error();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_keys = std::move(keys);
    }
    return rotate();
}

Result<void> FileKeyStore::rotate()
{
    const std::lock_guard lock(m_mutex);
    Keys keys = m_keys;
    if (m_clock.now() - keys.signing.first().createdAt >= m_periods.rotateAfter)
        keys.signing.prepend(SigningKey::make(m_clock.now()));
    for (qsizetype i = keys.signing.size() - 1; i > 0; --i) {
        if (!isNeeded(keys, i))
            keys.signing.removeAt(i);
    }
    if (keys.signing.size() == m_keys.signing.size() && keys.signing.first().id == m_keys.signing.first().id)
        return {};
    // A key that is not on the disk must not sign: after a restart nobody would know it.
    if (const auto written = writeFile(keys); !written)
        return written.error();
    m_keys = std::move(keys);
    return {};
}

bool FileKeyStore::isNeeded(const Keys &keys, qsizetype index) const
{
    // It signed until the one before it in the list was made.
    return index == 0 || m_clock.now() - keys.signing[index - 1].createdAt < m_periods.keepFor;
}

SigningKey FileKeyStore::signingKey() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.signing.first();
}

std::optional<QByteArray> FileKeyStore::publicKey(const QByteArray &id) const
{
    const std::lock_guard lock(m_mutex);
    for (qsizetype i = 0; i < m_keys.signing.size(); ++i) {
        if (m_keys.signing[i].id == id && isNeeded(m_keys, i))
            return m_keys.signing[i].publicKey;
    }
    return std::nullopt;
}

QByteArray FileKeyStore::refreshKey() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.refresh;
}

Result<FileKeyStore::Keys> FileKeyStore::read(const QJsonObject &json)
{
    JsonReader read{json};
    Keys keys{.refresh
              = crypto::fromBase64Url(read.text("refreshKey"_L1, 100).toLatin1()).value_or(QByteArray())};
    if (keys.refresh.size() != refreshKeyBytes)
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
            keys.signing.append(*key);
    }
    if (keys.signing.isEmpty())
        read.reject("signingKeys"_L1, u"is empty"_s);
    return read.finish(std::move(keys));
}

QJsonObject FileKeyStore::write(const Keys &keys)
{
    QJsonArray signing;
    for (const SigningKey &key : keys.signing) {
        signing.append(QJsonObject{{"id"_L1, QString::fromLatin1(key.id)},
                                   {"seed"_L1, QString::fromLatin1(crypto::toBase64Url(key.seed()))},
                                   {"createdAt"_L1, toRfc3339(key.createdAt)}});
    }
    return {{"signingKeys"_L1, signing},
            {"refreshKey"_L1, QString::fromLatin1(crypto::toBase64Url(keys.refresh))}};
}

Result<FileKeyStore::Keys> FileKeyStore::readFile() const
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
    auto keys = read(*json);
    if (!keys)
        return failure(keys.error().field + u' ' + keys.error().detail);
    return keys;
}

Result<void> FileKeyStore::writeFile(const Keys &keys) const
{
    QSaveFile file(m_path);
    // The rights come before the content.
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(QJsonDocument(write(keys)).toJson()) >= 0 && file.commit();
    if (!written)
        return failure(u"cannot write %1: %2"_s.arg(m_path, file.errorString()));
    return {};
}

} // namespace confab
