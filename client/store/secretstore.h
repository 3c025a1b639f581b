// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>
#include <QHash>

#include <functional>

namespace confab {

/// Keeps secrets (an account's session) between starts, in the platform's keychain where there is one.
///
/// Called and answering on the GUI thread. A callback comes exactly once, at once or later; calls with the
/// same key take effect in their order. It outlives whoever calls it.
class SecretStore {
public:
    enum class Protection { Keychain, OwnerOnlyFile, Memory };
    using Read = std::function<void(Result<QByteArray>)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~SecretStore() = default;

    /// What keeps the secrets from others, for the settings to say.
    [[nodiscard]] virtual Protection protection() const = 0;
    /// The secret under `key`, or NotFound.
    virtual void read(const QString &key, Read done) = 0;
    /// Puts `secret` in place of what was there; it is durable when `done` comes.
    virtual void write(const QString &key, const QByteArray &secret, Done done) = 0;
    /// Succeeds also when there is none.
    virtual void remove(const QString &key, Done done) = 0;
};

/// Forgets everything at the end; for tests.
class MemorySecretStore final : public SecretStore {
public:
    [[nodiscard]] Protection protection() const override { return Protection::Memory; }
    void read(const QString &key, Read done) override;
    void write(const QString &key, const QByteArray &secret, Done done) override;
    void remove(const QString &key, Done done) override;

private:
    QHash<QString, QByteArray> m_secrets;
};

} // namespace confab
