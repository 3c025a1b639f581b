// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keyfile.h"
#include "server/domain/keystore.h"

#include <mutex>

namespace confab {

/// Keeps the keys in a KeyFile.
///
/// A new signing key takes over when the current one is `rotateAfter` old; the old one verifies for `keepFor`
/// after that, which must be no less than a token lives. Thread-safe.
class FileKeyStore final : public RotatingKeyStore {
public:
    FileKeyStore(QString path, const Clock &clock, Periods periods);

    /// Reads the file, or makes it with new keys; then rotates if it is time. An error when the file cannot
    /// be read or written, or is not what it should be: it is never replaced because of that.
    [[nodiscard]] Result<void> load() override;
    [[nodiscard]] Result<void> rotate() override;

    [[nodiscard]] SigningKey signingKey() const override;
    [[nodiscard]] std::optional<QByteArray> publicKey(const QByteArray &id) const override;
    [[nodiscard]] QByteArray refreshKey() const override;

private:
    [[nodiscard]] Result<KeySet> readOrMake() const;
    [[nodiscard]] bool isNeeded(const KeySet &keys, qsizetype index) const;

    const KeyFile m_file;
    const Clock &m_clock;
    const Periods m_periods;

    mutable std::mutex m_mutex;
    KeySet m_keys; // guarded by m_mutex
};

} // namespace confab
