// SPDX-License-Identifier: Apache-2.0
#include "server/app/processlock.h"

#include <QLockFile>

namespace confab {

using namespace Qt::StringLiterals;

ProcessLock::ProcessLock(QString path)
    : m_path(std::move(path))
{ }

ProcessLock::~ProcessLock() = default;

Result<void> ProcessLock::acquire()
{
    if (m_file)
        return {};
    auto file = std::make_unique<QLockFile>(m_path);
    file->setStaleLockTime(0); // a server runs for months
    if (!file->tryLock(0)) {
        qint64 holder = 0;
        QString host;
        QString program;
        if (file->getLockInfo(&holder, &host, &program))
            return Error{ErrorCode::Unavailable, {}, u"process %1 holds it"_s.arg(holder)};
        return Error{ErrorCode::Internal, {}, u"cannot lock %1"_s.arg(m_path)};
    }
    m_file = std::move(file);
    return {};
}

} // namespace confab
