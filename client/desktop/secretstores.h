// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/secretstore.h"

namespace confab {

/// Where this platform keeps secrets: its keychain where there is one, else files under `directory`.
[[nodiscard]] std::unique_ptr<SecretStore> openSecretStore(const QString &directory);

} // namespace confab
