// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/picture.h"

#include <QByteArrayView>

/// What Picture is read by: one function a format. Each takes all bytes of a picture of its format.
namespace confab {

[[nodiscard]] Error brokenPicture(const QString &why);
/// Unless the sides are 1 to Picture::side.
[[nodiscard]] Result<void> checkSize(const QSize &size);

/// The PNG specification (third edition), 5: chunks with their checksums.
[[nodiscard]] Result<Picture> readPng(QByteArrayView bytes);
/// ITU T.81, annex B: segments, baseline and progressive, in grey and colour.
[[nodiscard]] Result<Picture> readJpeg(QByteArrayView bytes);
/// The WebP container specification: one still picture, with or without alpha.
[[nodiscard]] Result<Picture> readWebP(QByteArrayView bytes);

} // namespace confab
