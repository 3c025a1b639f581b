// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QSslConfiguration>

namespace confab {

/// What a server needs to speak TLS, from PEM files: the certificate with the chain behind it, and its key
/// (RSA or elliptic curve, not encrypted). Errors name the setting and the file.
[[nodiscard]] Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile);

} // namespace confab
