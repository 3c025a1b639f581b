// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"

namespace confab {

/// The server could not be reached, or went away before it answered: Unavailable with the field `network`.
/// Nothing is known of what became of the request.
[[nodiscard]] Error networkError(const QString &detail);
/// The server's certificate is not trusted: Unavailable with the field `certificate`.
[[nodiscard]] Error certificateError(const QString &detail);
/// Whether `error` is one of these two, and not the server's own word.
[[nodiscard]] bool isNetworkError(const Error &error);
/// Whether the same request may succeed later, without anybody changing anything.
[[nodiscard]] bool isTemporary(const Error &error);

} // namespace confab
