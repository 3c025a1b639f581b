// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QSize>

#include <optional>

namespace confab {

/// How large the picture is whose first bytes these are, in pixels: PNG (also animated), JPEG (upright, as
/// its Exif says), GIF, WebP. Nothing when it is none of them, when it is damaged, when a side has no pixel
/// or more than 65,535, or when the size is not within `bytes`.
///
/// Only reads headers, decodes nothing; whatever the bytes are, it reads each a few times at most.
[[nodiscard]] std::optional<QSize> imageSize(QByteArrayView bytes);

} // namespace confab
