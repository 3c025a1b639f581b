// SPDX-License-Identifier: Apache-2.0
#include "server/storage/filesync.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#else
#include <io.h>
#endif

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error failure(const QString &what, const QString &path)
{
    return {ErrorCode::Internal, {}, u"cannot %1 %2"_s.arg(what, path)};
}

/// A renamed file is durable once its folder is; Windows has no such call and needs none.
Result<void> syncFolder(const QString &path)
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return failure(u"open"_s, path);
    const bool synced = ::fsync(folder) == 0;
    ::close(folder);
    if (!synced)
        return failure(u"write to disk"_s, path);
#else
    Q_UNUSED(path)
#endif
    return {};
}

} // namespace

Result<void> syncFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return failure(u"open"_s, path);
#ifdef Q_OS_UNIX
    const bool synced = ::fsync(file.handle()) == 0;
#else
    const bool synced = ::_commit(file.handle()) == 0;
#endif
    if (!synced)
        return failure(u"write to disk"_s, path);
    return {};
}

Result<void> replaceFile(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(QFileInfo(from).filesystemAbsoluteFilePath(),
                            QFileInfo(to).filesystemAbsoluteFilePath(), error);
    if (error)
        return failure(u"rename %1 to"_s.arg(from), to);
    return syncFolder(QFileInfo(to).absolutePath());
}

} // namespace confab
