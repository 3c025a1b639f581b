// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <optional>

/// The header fields of the tus protocol, 1.0 (tus.io), strictly: where one is not as it must be, the Error
/// names it.
namespace confab::tus {

inline constexpr QByteArrayView version("1.0.0");
inline constexpr QByteArrayView extensions("creation,termination,checksum,expiration");
inline constexpr QByteArrayView algorithms("sha1,sha256,md5");

/// Upload-Metadata: what the file is called and is.
struct Metadata {
    QString name = {}; ///< `filename`, or `name`
    QString mediaType = {}; ///< `filetype`, or `type`
};
/// Upload-Checksum.
struct Checksum {
    QCryptographicHash::Algorithm algorithm;
    QByteArray sum;
};

/// Upload-Length and Upload-Offset: a number of bytes.
[[nodiscard]] Result<qint64> readNumber(const QByteArray &value, const char *field);
[[nodiscard]] Result<Metadata> readMetadata(const QByteArray &value);
/// Nothing where there is none.
[[nodiscard]] Result<std::optional<Checksum>> readChecksum(const QByteArray &value);

} // namespace confab::tus
