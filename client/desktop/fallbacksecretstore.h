// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/secretstore.h"

#include <QQueue>

namespace confab {

/// Keeps secrets in the first of two stores that takes them: the keychain, else a file.
///
/// From the first failure of the better one on only the other is used, until the next start, so that what was
/// written last is what is read. A secret is never left in both. Calls are worked off one after the other.
/// GUI thread.
class FallbackSecretStore final : public SecretStore {
public:
    FallbackSecretStore(std::unique_ptr<SecretStore> better, std::unique_ptr<SecretStore> other);

    /// Of the store in use.
    [[nodiscard]] Protection protection() const override;
    void read(const QString &key, Read done) override;
    void write(const QString &key, const QByteArray &secret, Done done) override;
    void remove(const QString &key, Done done) override;

private:
    using Call = std::function<void()>;

    void enqueue(const Call &call);
    void finished();
    void readNow(const QString &key, const Read &done);
    void writeNow(const QString &key, const QByteArray &secret, const Done &done);
    void removeNow(const QString &key, const Done &done);

    const std::unique_ptr<SecretStore> m_better;
    const std::unique_ptr<SecretStore> m_other;
    bool m_betterFailed = false;
    bool m_isBusy = false;
    QQueue<Call> m_waiting;
};

} // namespace confab
