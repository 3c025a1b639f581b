// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keystore.h"
#include "shared/core/result.h"

#include <QJsonObject>
#include <QList>

#include <mutex>

namespace confab {

/// Keeps the keys in one JSON file that only its owner can read.
///
/// A new signing key takes over when the current one is `rotateAfter` old; the old one verifies for `keepFor`
/// after that, which must be no less than a token lives. The file is replaced as a whole or not at all.
/// Thread-safe.
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
    struct Keys {
        QList<SigningKey> signing = {}; ///< the newest first
        QByteArray refresh = {};
    };

    [[nodiscard]] static Result<Keys> read(const QJsonObject &json);
    [[nodiscard]] static QJsonObject write(const Keys &keys);
    [[nodiscard]] Result<Keys> readFile() const;
    [[nodiscard]] Result<void> writeFile(const Keys &keys) const;
    [[nodiscard]] bool isNeeded(const Keys &keys, qsizetype index) const;

    const QString m_path;
    const Clock &m_clock;
    const Periods m_periods;

    mutable std::mutex m_mutex;
    Keys m_keys; // guarded by m_mutex
};

} // namespace confab
