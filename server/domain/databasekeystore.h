// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keystore.h"
#include "server/domain/sealedkeys.h"

#include <mutex>

namespace confab {

class StoragePool;
class Transaction;
class Writer;

/// The keys of all nodes that share a database, sealed in its table `server_key`.
///
/// Whoever finds that it is time makes the next signing key, one node at a time; it signs only `lead` later,
/// when every node has read it. rotate() and a token with an unknown key only ask for a look at the database,
/// on the storage threads, the latter at most once a second. Thread-safe. What it is made with must outlive
/// it, and `writer` and `readers` must have ended before it does.
class DatabaseKeyStore final : public RotatingKeyStore {
public:
    /// For the slowest node to learn of a key, and for clocks that differ by a minute.
    static constexpr std::chrono::seconds lead{120};

    struct Surroundings {
        Writer &writer;
        StoragePool &readers;
        const Clock &clock;
    };

    DatabaseKeyStore(const QByteArray &secret, const Surroundings &surroundings, Periods periods);

    /// After the storage has started. An error when the secret is not what the keys were sealed with.
    [[nodiscard]] Result<void> load() override;
    [[nodiscard]] Result<void> rotate() override;

    [[nodiscard]] SigningKey signingKey() const override;
    [[nodiscard]] std::optional<QByteArray> publicKey(const QByteArray &id) const override;
    [[nodiscard]] QByteArray refreshKey() const override;

private:
    enum class Due { Nothing, Something };

    [[nodiscard]] Result<KeySet> bringUpToDate(Transaction &transaction) const;
    [[nodiscard]] Result<void> create(ServerKeyRepository repository) const;
    [[nodiscard]] Result<void> add(ServerKeyRepository repository, qint64 number, Timestamp validFrom) const;
    [[nodiscard]] Result<void> change(ServerKeyRepository repository, const KeySet &keys) const;
    [[nodiscard]] Due due(const KeySet &keys) const;
    [[nodiscard]] bool isNeeded(const KeySet &keys, qsizetype index) const;
    [[nodiscard]] bool readAgain() const;
    void read(Database &database) const;
    void take(const Result<KeySet> &keys) const;

    const SealedKeys m_sealed;
    Writer &m_writer;
    StoragePool &m_readers;
    const Clock &m_clock;
    const Periods m_periods;

    mutable std::mutex m_mutex;
    mutable KeySet m_keys; // guarded by m_mutex
    mutable Timestamp m_askedAt = {}; // guarded by m_mutex; for an unknown key
};

} // namespace confab
