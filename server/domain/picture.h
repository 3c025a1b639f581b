// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/limits.h"
#include "shared/core/result.h"

#include <QByteArray>
#include <QSize>

namespace confab {

enum class PictureType { Png = 0, Jpeg = 1, WebP = 2 };

[[nodiscard]] QByteArray mediaTypeOf(PictureType type);

/// A picture that somebody sent, written anew: its frame of chunks or segments is checked part by part, and
/// of these only the ones that are needed to draw it are kept. Place, camera, comments, thumbnails, colour
/// profiles and whatever hides behind its end are gone.
///
/// The server has no decoder of pictures, and so none that could be attacked; who draws them decodes at most
/// `side` × `side` pixels.
struct Picture {
    static constexpr int side = Limits::avatarSide;

    PictureType type;
    QSize size;
    QByteArray data;

    /// What it is is seen by its first bytes. UnsupportedMediaType for anything but PNG, JPEG and WebP;
    /// InvalidField `picture` for one that is broken, moves, or has sides of more than `side`.
    [[nodiscard]] static Result<Picture> read(const QByteArray &bytes);
};

} // namespace confab
