// SPDX-License-Identifier: Apache-2.0
#include "server/app/clustersecret.h"

#include "server/domain/keyseal.h"
#include "shared/core/logging.h"

#include <QDir>
#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 4096;

Error refusal(const QString &detail)
{
    return Error::invalid(u"cluster_secret"_s, detail);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(u"cluster_secret: cannot read the file %1: %2"_s.arg(path, file.errorString()));
    constexpr auto others = QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup;
    if (file.permissions() & others)
        qCWarning(lcApp, "%s can be read or written by others; it should be its owner's alone",
                  qPrintable(path));
    return file.read(maxFileBytes).trimmed();
}

} // namespace

Result<QByteArray> readClusterSecret(const QString &configured)
{
    if (configured.trimmed().isEmpty()) {
        return refusal(u"cluster_secret is missing: where nodes share a database, it seals the keys that "
                       "they keep there, and must be the same at all of them"_s);
    }
    auto secret = QDir::isAbsolutePath(configured) ? readFile(configured)
                                                   : Result<QByteArray>(configured.trimmed().toUtf8());
    if (secret && secret->size() < KeySeal::minSecretBytes) {
        return refusal(
            u"cluster_secret is too short: it needs at least %1 random bytes"_s.arg(KeySeal::minSecretBytes));
    }
    return secret;
}

} // namespace confab
