// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArrayView>

namespace confab {

struct HttpHead;

/// Reads a whole head that HeadScanner has passed, with Boost.Beast's parser, and checks what its fields say
/// together (RFC 9112, sections 3.2, 6 and 11.2): exactly one Host, one way only to say where the body ends,
/// no field twice that a second reader could take the other of.
[[nodiscard]] Result<HttpHead> readHttpHead(QByteArrayView bytes);

} // namespace confab
