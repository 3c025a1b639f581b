// SPDX-License-Identifier: Apache-2.0
#include "server/domain/picture.h"

#include "server/domain/pictureformats.h"

namespace confab {

using namespace Qt::StringLiterals;

QByteArray mediaTypeOf(PictureType type)
{
    switch (type) {
    case PictureType::Png:
        return "image/png";
    case PictureType::Jpeg:
        return "image/jpeg";
    case PictureType::WebP:
        return "image/webp";
    }
    Q_UNREACHABLE();
}

Error brokenPicture(const QString &why)
{
    return Error::invalid(u"picture"_s, why);
}

Result<void> checkSize(const QSize &size)
{
    if (size.width() < 1 || size.height() < 1 || size.width() > Picture::side
        || size.height() > Picture::side)
        return brokenPicture(u"must be 1 to %1 pixels wide and high"_s.arg(Picture::side));
    return {};
}

Result<Picture> Picture::read(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return readPng(bytes);
    if (bytes.startsWith("\xff\xd8\xff"))
        return readJpeg(bytes);
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return readWebP(bytes);
    return Error{ErrorCode::UnsupportedMediaType, u"picture"_s, u"must be PNG, JPEG or WebP"_s};
}

} // namespace confab
