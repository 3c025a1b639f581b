// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/secretstores.h"

#include "client/desktop/fallbacksecretstore.h"
#include "client/desktop/filesecretstore.h"
#ifdef CONFAB_KEYCHAIN
#include "client/desktop/keychainsecretstore.h"
#endif

namespace confab {

std::unique_ptr<SecretStore> openSecretStore(const QString &directory)
{
    auto files = std::make_unique<FileSecretStore>(directory);
#ifdef CONFAB_KEYCHAIN
    return std::make_unique<FallbackSecretStore>(std::make_unique<KeychainSecretStore>(), std::move(files));
#else
    return files;
#endif
}

} // namespace confab
