// SPDX-License-Identifier: Apache-2.0
#include "server/domain/filekeystore.h"

#include "server/domain/crypto.h"

namespace confab {

using namespace Qt::StringLiterals;

FileKeyStore::FileKeyStore(QString path, const Clock &clock, Periods periods)
    : m_file(std::move(path))
    , m_clock(clock)
    , m_periods(periods)
{ }

Result<void> FileKeyStore::load()
{
    auto keys = readOrMake();
    if (!keys)
        return keys.error();
    {
        const std::lock_guard lock(m_mutex);
        m_keys = *std::move(keys);
    }
    return rotate();
}

Result<KeySet> FileKeyStore::readOrMake() const
{
    if (m_file.exists())
        return m_file.read();
    if (!crypto::begin())
        return Error{ErrorCode::Internal, {}, u"libsodium does not start"_s};
    KeySet keys{.signing = {SigningKey::make(m_clock.now())},
                .refresh = crypto::randomBytes(KeySet::refreshBytes)};
    if (const auto written = m_file.write(keys); !written)
        return written.error();
    return keys;
}

Result<void> FileKeyStore::rotate()
{
    const std::lock_guard lock(m_mutex);
    KeySet keys = m_keys;
    if (m_clock.now() - keys.signing.last().createdAt >= m_periods.rotateAfter)
        keys.signing.append(SigningKey::make(m_clock.now()));
    for (qsizetype i = keys.signing.size() - 1; i >= 0; --i) {
        if (!isNeeded(keys, i))
            keys.signing.removeAt(i);
    }
    if (keys.signing.size() == m_keys.signing.size() && keys.signing.last().id == m_keys.signing.last().id)
        return {};
    // A key that is not on the disk must not sign: after a restart nobody would know it.
    if (const auto written = m_file.write(keys); !written)
        return written.error();
    m_keys = std::move(keys);
    return {};
}

bool FileKeyStore::isNeeded(const KeySet &keys, qsizetype index) const
{
    return keys.isNeeded(index, m_clock.now(), m_periods.keepFor);
}

SigningKey FileKeyStore::signingKey() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.signing.last();
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

} // namespace confab
