// SPDX-License-Identifier: Apache-2.0
#include "server/app/datadirectory.h"

#include "shared/core/logging.h"

#include <QDir>
#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const QString &detail)
{
    return Error{ErrorCode::Internal, u"data"_s, detail};
}

} // namespace

DataDirectory::DataDirectory(const QString &path)
    : m_path(path)
    , m_lock(path + "/confabd.lock"_L1)
{ }

Result<void> DataDirectory::create()
{
    const QFileInfo info(m_path);
    if (info.exists() && !info.isDir())
        return refusal(u"%1 is no directory"_s.arg(m_path));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (info.exists()) {
        if (!info.isWritable())
            return refusal(u"the data directory %1 cannot be written"_s.arg(m_path));
        if (info.permissions() & others)
            qCWarning(lcApp, "The data directory %s is open to others; chmod 700 keeps them out",
                      qPrintable(m_path));
        return {};
    }
    const QString parent = info.absolutePath();
    // Made with its rights, so that there is no moment without them.
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(parent) || !QDir(parent).mkdir(info.fileName(), owner))
        return refusal(u"cannot make the data directory %1"_s.arg(m_path));
    return {};
}

Result<void> DataDirectory::lock()
{
    const auto acquired = m_lock.acquire();
    if (acquired)
        return {};
    return Error{
        acquired.error().code, u"data"_s,
        u"the data directory %1 is in use by another confabd: %2"_s.arg(m_path, acquired.error().detail)};
}

} // namespace confab
