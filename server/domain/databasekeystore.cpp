// SPDX-License-Identifier: Apache-2.0
#include "server/domain/databasekeystore.h"

#include "server/domain/crypto.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"
#include "shared/core/logging.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds askAgain{1};

} // namespace

DatabaseKeyStore::DatabaseKeyStore(const QByteArray &secret, const Surroundings &surroundings,
                                   Periods periods)
    : m_sealed(secret)
    , m_writer(surroundings.writer)
    , m_readers(surroundings.readers)
    , m_clock(surroundings.clock)
    , m_periods(periods)
{ }

Result<void> DatabaseKeyStore::load()
{
    if (!crypto::begin())
        return Error{ErrorCode::Internal, {}, u"libsodium does not start"_s};
    const std::function<Result<KeySet>(Transaction &)> job
        = [this](Transaction &transaction) { return bringUpToDate(transaction); };
    auto keys = m_writer.run(job);
    // Of two nodes that start on an empty database one makes the keys; the other fails, and finds them.
    if (!keys && keys.error().field.isEmpty())
        keys = m_writer.run(job);
    if (!keys)
        return keys.error();
    take(keys);
    return {};
}

Result<void> DatabaseKeyStore::rotate()
{
    if (!readAgain())
        return Error{ErrorCode::Unavailable, {}, u"too much is waiting to be read"_s};
    return {};
}

bool DatabaseKeyStore::readAgain() const
{
    return m_readers.submit([this](Database &database) { read(database); });
}

void DatabaseKeyStore::read(Database &database) const
{
    const auto rows = ServerKeyRepository(database).list();
    const auto keys = rows ? m_sealed.open(*rows) : Result<KeySet>(rows.error());
    take(keys);
    if (!keys || due(*keys) == Due::Nothing)
        return;
    auto changed = std::make_shared<Result<KeySet>>(KeySet());
    m_writer.submit(
        [this, changed](Transaction &transaction) -> Result<void> {
            *changed = bringUpToDate(transaction);
            return *changed ? Result<void>() : Result<void>(changed->error());
        },
        [this, changed](const Result<void> &committed, Events &) {
            take(committed ? *changed : Result<KeySet>(committed.error()));
        });
}

void DatabaseKeyStore::take(const Result<KeySet> &keys) const
{
    if (!keys) {
        qCWarning(lcDomain, "The keys stay as they are: %s", qPrintable(keys.error().detail));
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_keys = *keys;
}

Result<KeySet> DatabaseKeyStore::bringUpToDate(Transaction &transaction) const
{
    ServerKeyRepository repository(transaction.database());
    const auto exists = repository.lock();
    if (!exists)
        return exists.error();
    Result<void> done = *exists ? Result<void>() : create(repository);
    // Read behind the lock: another node may just have done it.
    const auto rows = done ? repository.list() : Result<QList<ServerKeyRow>>(done.error());
    if (!rows)
        return rows.error();
    auto keys = m_sealed.open(*rows);
    if (!keys || due(*keys) == Due::Nothing)
        return keys;
    done = change(repository, *keys);
    const auto changed = done ? repository.list() : Result<QList<ServerKeyRow>>(done.error());
    return changed ? m_sealed.open(*changed) : Result<KeySet>(changed.error());
}

Result<void> DatabaseKeyStore::create(ServerKeyRepository repository) const
{
    const Timestamp now = m_clock.now();
    const QByteArray key = crypto::randomBytes(KeySet::refreshBytes);
    if (auto inserted = repository.insert(m_sealed.sealRefresh(key, now)); !inserted)
        return inserted;
    return add(repository, 1, now);
}

Result<void> DatabaseKeyStore::add(ServerKeyRepository repository, qint64 number, Timestamp validFrom) const
{
    return repository.insert(m_sealed.seal(number, SigningKey::make(validFrom)));
}

Result<void> DatabaseKeyStore::change(ServerKeyRepository repository, const KeySet &keys) const
{
    const Timestamp now = m_clock.now();
    for (qsizetype i = 0; i < keys.signing.size(); ++i) {
        if (isNeeded(keys, i))
            continue;
        if (auto removed = repository.remove(keys.first + i); !removed)
            return removed;
    }
    if (now - keys.signing.last().createdAt < m_periods.rotateAfter)
        return {};
    return add(repository, keys.first + keys.signing.size(), now + lead);
}

DatabaseKeyStore::Due DatabaseKeyStore::due(const KeySet &keys) const
{
    const bool isOld = m_clock.now() - keys.signing.last().createdAt >= m_periods.rotateAfter;
    return isOld || !isNeeded(keys, 0) ? Due::Something : Due::Nothing;
}

bool DatabaseKeyStore::isNeeded(const KeySet &keys, qsizetype index) const
{
    return keys.isNeeded(index, m_clock.now(), m_periods.keepFor);
}

SigningKey DatabaseKeyStore::signingKey() const
{
    const std::lock_guard lock(m_mutex);
    const Timestamp now = m_clock.now();
    const auto signs = std::find_if(m_keys.signing.crbegin(), m_keys.signing.crend(),
                                    [now](const SigningKey &key) { return key.createdAt <= now; });
    return signs == m_keys.signing.crend() ? m_keys.signing.first() : *signs;
}

std::optional<QByteArray> DatabaseKeyStore::publicKey(const QByteArray &id) const
{
    const std::lock_guard lock(m_mutex);
    for (qsizetype i = 0; i < m_keys.signing.size(); ++i) {
        if (m_keys.signing[i].id == id)
            return isNeeded(m_keys, i) ? std::optional(m_keys.signing[i].publicKey) : std::nullopt;
    }
    const Timestamp now = m_clock.now();
    if (now < m_askedAt || now - m_askedAt >= askAgain) {
        m_askedAt = now;
        (void)readAgain();
    }
    return std::nullopt;
}

QByteArray DatabaseKeyStore::refreshKey() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.refresh;
}

} // namespace confab
