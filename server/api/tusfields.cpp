// SPDX-License-Identifier: Apache-2.0
#include "server/api/tusfields.h"

#include <QList>
#include <QStringDecoder>

#include <algorithm>

namespace confab::tus {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype digitsMax = 15;

std::optional<QByteArray> fromBase64(const QByteArray &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*std::move(decoded)) : std::nullopt;
}

std::optional<QString> fromUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(std::move(text));
}

} // namespace

Result<qint64> readNumber(const QByteArray &value, const char *field)
{
    const bool digits = !value.isEmpty() && value.size() <= digitsMax
        && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return Error::invalid(QString::fromLatin1(field), u"must be a number of bytes"_s);
    return value.toLongLong();
}

Result<Metadata> readMetadata(const QByteArray &value)
{
    const auto refuse = [](const QString &why) { return Error::invalid(u"Upload-Metadata"_s, why); };
    Metadata metadata;
    QByteArrayList keys;
    const QByteArrayList pairs = value.isEmpty() ? QByteArrayList() : value.split(',');
    for (const QByteArray &pair : pairs) {
        const QByteArrayList parts = pair.trimmed().split(' ');
        if (parts.first().isEmpty() || parts.size() > 2)
            return refuse(u"must be keys, each with a value in Base64"_s);
        if (keys.contains(parts.first()))
            return refuse(u"has a key twice"_s);
        keys.append(parts.first());
        const auto decoded = fromBase64(parts.value(1));
        const auto text = decoded ? fromUtf8(*decoded) : std::nullopt;
        if (!decoded)
            return refuse(u"has a value that is not Base64"_s);
        const bool isName = parts.first() == "filename" || parts.first() == "name";
        const bool isType = parts.first() == "filetype" || parts.first() == "type";
        if ((isName || isType) && !text)
            return refuse(u"has a value that is not UTF-8"_s);
        if (isName && (metadata.name.isEmpty() || parts.first() == "filename"))
            metadata.name = *text;
        if (isType && (metadata.mediaType.isEmpty() || parts.first() == "filetype"))
            metadata.mediaType = *text;
    }
    return metadata;
}

Result<std::optional<Checksum>> readChecksum(const QByteArray &value)
{
    if (value.isEmpty())
        return std::optional<Checksum>();
    const QByteArrayList parts = value.split(' ');
    const QByteArray name = parts.first();
    const auto sum = parts.size() == 2 ? fromBase64(parts.last()) : std::nullopt;
    const auto algorithm = name == "sha1" ? std::optional(QCryptographicHash::Sha1)
        : name == "sha256"                ? std::optional(QCryptographicHash::Sha256)
        : name == "md5"                   ? std::optional(QCryptographicHash::Md5)
                                          : std::nullopt;
    if (!algorithm)
        return Error::invalid(u"Upload-Checksum"_s, u"must be of sha1, sha256 or md5"_s);
    if (!sum || sum->size() != QCryptographicHash::hashLength(*algorithm))
        return Error::invalid(u"Upload-Checksum"_s, u"must be a name and a sum in Base64"_s);
    return std::optional(Checksum{*algorithm, *sum});
}

} // namespace confab::tus
