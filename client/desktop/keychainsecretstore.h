// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/secretstore.h"

namespace confab {

/// Keeps secrets in the platform's keychain through QtKeychain. Where none runs every call but a read of what
/// is not there fails with Unavailable. GUI thread.
class KeychainSecretStore final : public SecretStore {
public:
    [[nodiscard]] Protection protection() const override { return Protection::Keychain; }
    void read(const QString &key, Read done) override;
    void write(const QString &key, const QByteArray &secret, Done done) override;
    void remove(const QString &key, Done done) override;
};

} // namespace confab
