// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/secretstore.h"

namespace confab {

/// Keeps each secret in a file of its own that only its owner may read, in a folder that only its owner may
/// enter. Not encrypted: for where no keychain runs. GUI thread.
class FileSecretStore final : public SecretStore {
public:
    /// `directory` is made when the first secret is written.
    explicit FileSecretStore(QString directory);

    [[nodiscard]] Protection protection() const override { return Protection::OwnerOnlyFile; }
    void read(const QString &key, Read done) override;
    void write(const QString &key, const QByteArray &secret, Done done) override;
    void remove(const QString &key, Done done) override;

private:
    [[nodiscard]] QString pathOf(const QString &key) const;
    [[nodiscard]] Result<void> put(const QString &key, const QByteArray &secret) const;

    const QString m_directory;
};

} // namespace confab
