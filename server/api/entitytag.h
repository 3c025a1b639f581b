// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace confab {

/// Whether an If-None-Match (RFC 9110, 13.1.2) names `tag`; weak and strong count the same here.
[[nodiscard]] bool namesTag(const QByteArray &ifNoneMatch, const QByteArray &tag);

} // namespace confab
