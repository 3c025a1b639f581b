// SPDX-License-Identifier: Apache-2.0
#include "client/store/filecache.h"

#include <QDateTime>
#include <QDir>
#include <QUuid>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString partEnding = u".part"_s;

Error cannotWrite(const QString &why)
{
    return {ErrorCode::StorageFull, u"file"_s, why};
}

/// What has another kind of name was made to be sent.
bool isCached(const QFileInfo &info)
{
    return FileId::fromString(info.completeBaseName()).has_value();
}

} // namespace

FileCache::FileCache(QString folder, qint64 limit)
    : m_folder(std::move(folder))
    , m_limit(limit)
{ }

QString FileCache::pathOf(const Attachment &file) const
{
    return m_folder + u'/' + file.id.toString();
}

QString FileCache::find(const Attachment &file) const
{
    const QFileInfo info(pathOf(file));
    return info.isFile() && info.size() == file.size ? info.filePath() : QString();
}

void FileCache::use(const Attachment &file) const
{
    QFile found(pathOf(file));
    if (found.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        found.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
}

qint64 FileCache::partSize(const Attachment &file) const
{
    const QFileInfo info(pathOf(file) + partEnding);
    return info.isFile() ? info.size() : 0;
}

Result<void> FileCache::makeFolder() const
{
    if (!QDir().mkpath(m_folder))
        return cannotWrite(u"the folder cannot be made"_s);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<void> FileCache::append(const Attachment &file, const QByteArray &bytes)
{
    if (auto made = makeFolder(); !made)
        return made;
    QFile part(pathOf(file) + partEnding);
    if (part.size() == 0)
        makeRoom(file.size);
    if (!part.open(QIODevice::WriteOnly | QIODevice::Append) || part.write(bytes) != bytes.size()
        || !part.flush())
        return cannotWrite(part.errorString());
    if (part.size() < file.size)
        return {};
    part.close();
    QFile::remove(pathOf(file));
    const bool isWhole = part.size() == file.size && part.rename(pathOf(file));
    if (!isWhole)
        part.remove();
    return isWhole ? Result<void>() : Result<void>(cannotWrite(part.errorString()));
}

Result<void> FileCache::adopt(const Attachment &file, const QString &path)
{
    if (!find(file).isEmpty())
        return {};
    if (QFileInfo(path).size() != file.size)
        return cannotWrite(u"the file has changed"_s);
    if (auto made = makeFolder(); !made)
        return made;
    QFile::remove(pathOf(file));
    QFile source(path);
    if (!source.rename(pathOf(file)))
        return cannotWrite(source.errorString());
    use(file);
    makeRoom(0);
    return {};
}

Result<QString> FileCache::newPath(const QString &ending) const
{
    if (auto made = makeFolder(); !made)
        return made.error();
    return m_folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces) + ending;
}

void FileCache::removeMadeBut(const QStringList &sent) const
{
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files);
    for (const QFileInfo &info : files) {
        if (!isCached(info) && !sent.contains(info.filePath()) && !sent.contains(info.absoluteFilePath()))
            QFile::remove(info.filePath());
    }
}

void FileCache::removeAll() const
{
    QDir(m_folder).removeRecursively();
}

void FileCache::makeRoom(qint64 bytes) const
{
    const QDir folder(m_folder);
    QFileInfoList files = folder.entryInfoList(QDir::Files, QDir::Time);
    qint64 total = bytes;
    for (const QFileInfo &info : files) {
        total += info.size();
        if (isCached(info) && total > m_limit) {
            total -= info.size();
            QFile::remove(info.filePath());
        }
    }
}

} // namespace confab
