// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/filesecretstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QFile::Permissions ownerOnlyFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerOnlyFolder = ownerOnlyFile | QFile::ExeOwner;

} // namespace

FileSecretStore::FileSecretStore(QString directory)
    : m_directory(std::move(directory))
{ }

void FileSecretStore::read(const QString &key, Read done)
{
    QFile file(pathOf(key));
    if (!file.open(QIODevice::ReadOnly)) {
        done(Error{file.exists() ? ErrorCode::Internal : ErrorCode::NotFound, {}, file.errorString()});
        return;
    }
    done(file.readAll());
}

void FileSecretStore::write(const QString &key, const QByteArray &secret, Done done)
{
    done(put(key, secret));
}

void FileSecretStore::remove(const QString &key, Done done)
{
    QFile file(pathOf(key));
    if (file.exists() && !file.remove())
        done(Error{ErrorCode::Internal, {}, file.errorString()});
    else
        done({});
}

QString FileSecretStore::pathOf(const QString &key) const
{
    // A key may hold what a file's name may not.
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_directory + u'/' + QString::fromLatin1(name);
}

Result<void> FileSecretStore::put(const QString &key, const QByteArray &secret) const
{
    if (!QDir().mkpath(m_directory) || !QFile::setPermissions(m_directory, ownerOnlyFolder))
        return Error{ErrorCode::StorageFull, {}, u"cannot make "_s + m_directory};
    QSaveFile file(pathOf(key));
    // Closed to others before anything is in it; commit() syncs it to the disk.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnlyFile)
        || file.write(secret) != secret.size() || !file.commit())
        return Error{ErrorCode::StorageFull, {}, file.errorString()};
    return {};
}

} // namespace confab
